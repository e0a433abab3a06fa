package daybook.decode;

import daybook.model.CsvForm;
import daybook.model.CsvLayout.Column;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one CSV file, packed by gzip or not, after its header and without blank ones; holds
 * no more than a line of it.
 */
final class CsvFile implements Closeable {
  private final String file;
  private final CsvForm form;
  private final Collection<Column> wanted;
  private final String declaredBy;
  private InputStream bytes;
  private @Nullable TextLines lines;
  private @Nullable Columns columns;
  private @Nullable String text;
  private @Nullable BrokenLine broken;

  /**
   * @param file what errors call it
   * @param bytes as delivered; closed with this
   * @param wanted the columns that its header must have
   * @param declaredBy who says what the file is like, as {@code feed north}
   */
  CsvFile(
      String file, InputStream bytes, CsvForm form, Collection<Column> wanted, String declaredBy) {
    this.file = file;
    this.bytes = bytes;
    this.form = form;
    this.wanted = wanted;
    this.declaredBy = declaredBy;
  }

  /**
   * Goes to the next line that is not blank; false after the last, when all bytes have been read.
   *
   * @throws UnreadableDelivery if the file cannot be read as a whole: its packing is damaged, its
   *     header has not all columns, its byte order mark is another charset's
   * @throws IOException if the bytes cannot be read
   */
  boolean next() throws IOException {
    try {
      TextLines from = lines == null ? begin() : lines;
      if (columns == null) {
        columns = form.header() ? header(from) : Columns.withoutHeader();
      }
      return nextText(from);
    } catch (ZipException e) {
      long line = lines == null ? 1 : lines.number() + 1;
      throw new UnreadableDelivery(
          file, line, "the gzip data are damaged: " + e.getMessage(), "fetch the file again");
    }
  }

  /** Passes over blank lines; what cannot be read is none. */
  private boolean nextText(TextLines from) throws IOException {
    while (from.next()) {
      text = null;
      broken = null;
      try {
        text = from.text();
      } catch (BrokenLine e) {
        broken = e;
      }
      if (text == null || !isBlank(text)) {
        return true;
      }
    }
    return false;
  }

  /** Where the columns are, once there was a line. */
  Columns columns() {
    return Objects.requireNonNull(columns);
  }

  /** The line's number in the file, from 1, the header counted. */
  long number() {
    return Objects.requireNonNull(lines).number();
  }

  /**
   * @throws BrokenLine if the line is too long, or not text of the charset
   */
  String text() throws BrokenLine {
    if (broken != null) {
      throw broken;
    }
    return Objects.requireNonNull(text);
  }

  /** What is kept of a line that has no {@link #text}. */
  String raw() {
    return Objects.requireNonNull(lines).raw();
  }

  /** The last line's number if the file ended without ending it, once all is read; else 0. */
  long unendedLine() {
    return lines == null ? 0 : lines.unended();
  }

  private TextLines begin() throws IOException {
    bytes = GzipMembers.unpacked(bytes);
    PushbackInputStream marked = new PushbackInputStream(bytes, Encoding.HEAD_BYTES);
    byte[] head = marked.readNBytes(Encoding.HEAD_BYTES);
    Charset declared = form.charset();
    Encoding encoding = Encoding.of(declared, head);
    Charset contradiction = encoding.contradiction(head);
    if (contradiction != null) {
      throw new UnreadableDelivery(
          file,
          1,
          "its byte order mark says " + contradiction.name(),
          declaredBy + " declares " + declared.name() + ", correct one of the two");
    }
    marked.unread(head, encoding.markBytes(), head.length - encoding.markBytes());
    TextLines begun = new TextLines(marked, encoding);
    lines = begun;
    return begun;
  }

  private Columns header(TextLines from) throws IOException {
    if (!nextText(from)) {
      throw unreadable(1, "the file has no header");
    }
    try {
      Columns found = Columns.ofHeader(fieldsOfHeader(text()));
      String fault = found.fault(wanted);
      if (fault != null) {
        throw unreadable(from.number(), fault);
      }
      return found;
    } catch (BrokenLine e) {
      throw unreadable(from.number(), "the header cannot be read: " + e.reason());
    }
  }

  private List<String> fieldsOfHeader(String header) throws BrokenLine {
    return new Fields(form).all(header);
  }

  private UnreadableDelivery unreadable(long line, String fault) {
    return new UnreadableDelivery(
        file, line, fault, "correct the columns of " + declaredBy + " or the file");
  }

  private boolean isBlank(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == form.delimiter() || (c != ' ' && c != '\t')) {
        return false;
      }
    }
    return true;
  }

  /** Closes the bytes. */
  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
