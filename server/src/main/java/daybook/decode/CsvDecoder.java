package daybook.decode;

import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import daybook.model.Feed;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a feed's CSV files, packed by gzip or not. A record is one physical line: every line that
 * is not blank comes out, as a record or as a broken line, and is counted by the file's equation.
 *
 * <p>A blank line (nothing but spaces and tabs that are no delimiters) and the header are passed
 * over, but have line numbers. A file that was cut off ends in a line like any other: with too few
 * fields it is broken, but a number that lost its last digits cannot be told from a smaller one.
 */
public final class CsvDecoder {
  private final Feed feed;
  private final Timestamps timestamps;
  private final Set<Column> columns;

  /**
   * @param feed a quote of {@code '\0'} means that its files quote nothing
   * @throws IllegalArgumentException if the feed's layout contradicts itself; the message says how
   */
  public CsvDecoder(Feed feed) {
    CsvLayout layout = feed.layout();
    this.feed = feed;
    this.columns = Columns.readOf(layout);
    this.timestamps = Timestamps.of(layout.timestamps(), feed.clock());
    requireSense(layout);
  }

  private void requireSense(CsvLayout layout) {
    require(layout.delimiter() != layout.quote(), "the delimiter is also the quote");
    require("\r\n".indexOf(layout.delimiter()) < 0, "the delimiter ends lines");
    require("\r\n".indexOf(layout.quote()) < 0, "the quote ends lines");
    require(layout.delimiter() != '\0', "the delimiter is NUL");
    require(layout.bytesUp() != null || layout.bytesDown() != null, "no column has the volume");
    require(!layout.identity().isEmpty(), "no column identifies a record");
    require(
        Encoding.isSupported(layout.charset()),
        "the charset " + layout.charset().name() + " is not supported");
    for (Column column : columns) {
      switch (column) {
        case Column.Named(String name) ->
            require(layout.header(), "column \"" + name + "\" is named, but there is no header");
        case Column.At(int position) ->
            require(position > 0, "column " + position + " is none: the first is column 1");
      }
    }
  }

  private void require(boolean sense, String contradiction) {
    if (!sense) {
      throw new IllegalArgumentException("Feed " + feed.name() + ": " + contradiction);
    }
  }

  /**
   * Begins to decode a file; reads nothing of it yet.
   *
   * @param file what errors call it
   * @param bytes as delivered; closed with the decoding
   */
  public Decoding open(String file, InputStream bytes) {
    return new Decoding(file, bytes);
  }

  /** One file being decoded, line by line, for one thread; holds no more than a line of it. */
  public final class Decoding implements Closeable {
    private final CsvFile lines;
    private final @Nullable TrailerCheck trailer;
    private @Nullable RecordDecoder records;

    private Decoding(String file, InputStream bytes) {
      CsvLayout.Trailer declared = feed.layout().trailer();
      this.trailer = declared == null ? null : new TrailerCheck(file, feed.layout(), declared);
      this.lines = new CsvFile(file, bytes, feed.layout().form(), columns, "feed " + feed.name());
    }

    /**
     * The next line that is not blank; null after the last, when all bytes have been read.
     *
     * @throws UnreadableDelivery if the file cannot be taken in as a whole: its packing is damaged,
     *     its header has not all columns of the feed, its byte order mark is another charset's, or
     *     it contradicts its trailer
     * @throws IOException if the bytes cannot be read
     */
    public @Nullable Decoded next() throws IOException {
      while (lines.next()) {
        Decoded decoded = decode();
        if (decoded != null) {
          return decoded;
        }
      }
      if (trailer != null) {
        trailer.requireWhole(lines.number());
      }
      return null;
    }

    /** What the line says; null if it is the trailer. */
    private @Nullable Decoded decode() throws UnreadableDelivery {
      Decoded decoded;
      try {
        if (trailer != null && trailer.takes(lines.number(), lines.text())) {
          return null;
        }
        decoded = decoder().decode(lines.number(), lines.text());
      } catch (BrokenLine e) {
        decoded = new Decoded.Broken(lines.number(), lines.raw(), e.reason());
      }
      if (trailer != null) {
        trailer.count(lines.number(), decoded);
      }
      return decoded;
    }

    private RecordDecoder decoder() {
      RecordDecoder known = records;
      if (known == null) {
        known = new RecordDecoder(feed, timestamps, lines.columns());
        records = known;
      }
      return known;
    }

    /**
     * The last line's number if the file ended without ending it, once all is read; else 0. Such a
     * file may have been cut within that line, and nothing in it can tell.
     */
    public long unendedLine() {
      return trailer == null ? lines.unendedLine() : 0;
    }

    /** Closes the bytes. */
    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
