package daybook.decode;

import java.io.IOException;
import java.io.InputStream;

/** A file's physical lines as text, strictly decoded. */
final class TextLines {
  private final PhysicalLines lines;
  private final Encoding encoding;

  /**
   * @param in the file's bytes after its byte order mark
   */
  TextLines(InputStream in, Encoding encoding) {
    this.lines = new PhysicalLines(in, encoding);
    this.encoding = encoding;
  }

  /** Goes to the next line; false at the end, when all bytes have been read. */
  boolean next() throws IOException {
    return lines.next();
  }

  /** The line's number in the file, from 1. */
  long number() {
    return lines.number();
  }

  /** The last line's number if the file ended without ending it; else 0. */
  long unended() {
    return lines.unended();
  }

  /**
   * The line without its end.
   *
   * @throws BrokenLine if it is too long to be a record, or not text of the charset
   */
  String text() throws BrokenLine {
    if (lines.isOverlong()) {
      throw new BrokenLine("the line is longer than " + PhysicalLines.MOST_BYTES + " bytes");
    }
    return encoding.text(lines);
  }

  /** What is kept of a line that has no {@link #text}. */
  String raw() {
    return lines.isOverlong() ? encoding.startOfText(lines) : encoding.rawText(lines);
  }
}
