package daybook.decode;

import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import daybook.model.Feed;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.util.Set;
import java.util.zip.ZipException;
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
    private final String file;
    private InputStream bytes;
    private final @Nullable TrailerCheck trailer;
    private @Nullable TextLines lines;
    private @Nullable RecordDecoder records;

    private Decoding(String file, InputStream bytes) {
      this.file = file;
      this.bytes = bytes;
      CsvLayout.Trailer declared = feed.layout().trailer();
      this.trailer = declared == null ? null : new TrailerCheck(feed.layout(), declared);
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
      try {
        TextLines from = lines == null ? begin() : lines;
        RecordDecoder decoder = records == null ? beginRecords(from) : records;
        while (from.next()) {
          Decoded decoded = decode(from, decoder);
          if (decoded != null) {
            return decoded;
          }
        }
        if (trailer != null) {
          requireTrailer(trailer, from.number());
        }
        return null;
      } catch (ZipException e) {
        long line = lines == null ? 1 : lines.number() + 1;
        throw new UnreadableDelivery(
            file, line, "the gzip data are damaged: " + e.getMessage(), "fetch the file again");
      }
    }

    /**
     * The last line's number if the file ended without ending it, once all is read; else 0. Such a
     * file may have been cut within that line, and nothing in it can tell.
     */
    public long unendedLine() {
      return lines == null || trailer != null ? 0 : lines.unended();
    }

    /** What the line says; null if it is blank or the trailer. */
    private @Nullable Decoded decode(TextLines from, RecordDecoder decoder)
        throws UnreadableDelivery {
      Decoded decoded;
      try {
        String text = from.text();
        if (isBlank(text) || (trailer != null && isTrailer(trailer, from.number(), text))) {
          return null;
        }
        decoded = decoder.decode(from.number(), text);
      } catch (BrokenLine e) {
        decoded = new Decoded.Broken(from.number(), from.raw(), e.reason());
      }
      if (trailer != null) {
        requireBeforeTrailer(trailer, from.number());
        trailer.count(decoded);
      }
      return decoded;
    }

    private boolean isTrailer(TrailerCheck check, long line, String text)
        throws BrokenLine, UnreadableDelivery {
      long before = check.line();
      if (!check.isTrailer(line, text)) {
        return false;
      }
      if (before > 0) {
        throw contradicting(line, "a second trailer, after that of line " + before);
      }
      return true;
    }

    private void requireBeforeTrailer(TrailerCheck check, long line) throws UnreadableDelivery {
      if (check.line() > 0) {
        throw contradicting(line, "the file goes on after its trailer of line " + check.line());
      }
    }

    private void requireTrailer(TrailerCheck check, long lastLine) throws UnreadableDelivery {
      if (check.line() == 0) {
        throw contradicting(Math.max(lastLine, 1), "the file ends without its trailer");
      }
      try {
        String contradiction = check.contradiction();
        if (contradiction != null) {
          throw contradicting(check.line(), contradiction);
        }
      } catch (BrokenLine e) {
        throw contradicting(check.line(), "the trailer cannot be read: " + e.reason());
      }
    }

    private UnreadableDelivery contradicting(long line, String fault) {
      return new UnreadableDelivery(
          file,
          line,
          fault,
          "fetch the file again, or ask the operator for a whole one; nothing of it was taken in");
    }

    private TextLines begin() throws IOException {
      bytes = GzipMembers.unpacked(bytes);
      PushbackInputStream marked = new PushbackInputStream(bytes, Encoding.HEAD_BYTES);
      byte[] head = marked.readNBytes(Encoding.HEAD_BYTES);
      Charset declared = feed.layout().charset();
      Encoding encoding = Encoding.of(declared, head);
      Charset contradiction = encoding.contradiction(head);
      if (contradiction != null) {
        throw new UnreadableDelivery(
            file,
            1,
            "its byte order mark says " + contradiction.name(),
            "feed " + feed.name() + " declares " + declared.name() + ", correct one of the two");
      }
      marked.unread(head, encoding.markBytes(), head.length - encoding.markBytes());
      TextLines begun = new TextLines(marked, encoding);
      lines = begun;
      return begun;
    }

    private RecordDecoder beginRecords(TextLines from) throws IOException {
      Columns found = feed.layout().header() ? header(from) : Columns.withoutHeader();
      RecordDecoder begun = new RecordDecoder(feed, timestamps, found);
      records = begun;
      return begun;
    }

    private Columns header(TextLines from) throws IOException {
      while (from.next()) {
        try {
          String text = from.text();
          if (!isBlank(text)) {
            return header(from.number(), text);
          }
        } catch (BrokenLine e) {
          throw unreadable(from.number(), "the header cannot be read: " + e.reason());
        }
      }
      throw unreadable(1, "the file has no header");
    }

    private Columns header(long line, String text) throws BrokenLine, UnreadableDelivery {
      Columns found = Columns.ofHeader(new Fields(feed.layout()).all(text));
      String fault = found.fault(columns);
      if (fault != null) {
        throw unreadable(line, fault);
      }
      return found;
    }

    private UnreadableDelivery unreadable(long line, String fault) {
      return new UnreadableDelivery(
          file, line, fault, "correct the columns of feed " + feed.name() + " or the file");
    }

    /** Closes the bytes. */
    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }

  private boolean isBlank(String text) {
    char delimiter = feed.layout().delimiter();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == delimiter || (c != ' ' && c != '\t')) {
        return false;
      }
    }
    return true;
  }
}
