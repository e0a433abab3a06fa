package daybook.decode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a file into physical lines, each ended by LF, CR LF, CR or the end of the file. Holds one
 * line at a time, and never more than the start of an overlong one.
 */
final class PhysicalLines {
  /** The longest line that is read as a whole; operators' records have some hundred bytes. */
  static final int MOST_BYTES = 64 * 1024;

  /** How much is kept of the start of a longer line, enough to know it again. */
  static final int KEPT_BYTES = 1024;

  private final InputStream in;
  private final byte[] lineFeed;
  private final byte[] carriageReturn;

  /** Twice the longest line, so that moving the rest of it to the front is rare. */
  private final byte[] buffer = new byte[2 * MOST_BYTES];

  private long number;
  private long unended;
  private int from;
  private int length;
  private int scanned;
  private int filled;
  private int bits;
  private boolean overlong;
  private boolean afterCarriageReturn;

  /**
   * @param in the file's bytes after its byte order mark
   */
  PhysicalLines(InputStream in, Encoding encoding) {
    this.in = in;
    this.lineFeed = encoding.lineFeed();
    this.carriageReturn = encoding.carriageReturn();
  }

  /**
   * Goes to the next line. At the end, all bytes of the file have been read.
   *
   * @return whether there is one
   */
  boolean next() throws IOException {
    from = scanned;
    length = 0;
    bits = 0;
    overlong = false;
    if (afterCarriageReturn) {
      afterCarriageReturn = false;
      passOverLineFeed();
    }
    boolean ended = findEnd();
    while (!ended && fill()) {
      ended = findEnd();
    }
    if (!ended) {
      scanned = filled;
    }
    if (!overlong) {
      length = scanned - from;
      overlong = length > MOST_BYTES;
    }
    if (ended) {
      afterCarriageReturn = at(carriageReturn);
      scanned += lineFeed.length;
    }
    boolean found = ended || overlong || length > 0;
    if (found) {
      number++;
      unended = ended ? 0 : number;
    }
    return found;
  }

  private void passOverLineFeed() throws IOException {
    boolean more = true;
    while (more && filled - scanned < lineFeed.length) {
      more = fill();
    }
    if (filled - scanned >= lineFeed.length && at(lineFeed)) {
      scanned += lineFeed.length;
      from = scanned;
    }
  }

  /** Looks for the line's end in the bytes that are there. */
  private boolean findEnd() {
    return lineFeed.length == 1 ? findByte() : findUnit();
  }

  private boolean findByte() {
    byte feed = lineFeed[0];
    byte carriage = carriageReturn[0];
    int seen = bits;
    int i = scanned;
    boolean found = false;
    while (i < filled) {
      byte b = buffer[i];
      if (b == feed || b == carriage) {
        found = true;
        break;
      }
      seen |= b;
      i++;
    }
    bits = seen;
    scanned = i;
    return found;
  }

  private boolean findUnit() {
    int unit = lineFeed.length;
    while (scanned + unit <= filled) {
      if (at(lineFeed) || at(carriageReturn)) {
        return true;
      }
      scanned += unit;
    }
    return false;
  }

  private boolean at(byte[] unit) {
    return Arrays.equals(buffer, scanned, scanned + unit.length, unit, 0, unit.length);
  }

  /**
   * Reads on; makes room by moving the line to the front, or by dropping an overlong one's rest.
   */
  private boolean fill() throws IOException {
    if (scanned - from > MOST_BYTES) {
      drop();
    } else if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, filled - from);
      filled -= from;
      scanned -= from;
      from = 0;
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      return false;
    }
    filled += count;
    return true;
  }

  private void drop() {
    if (!overlong) {
      overlong = true;
      System.arraycopy(buffer, from, buffer, 0, KEPT_BYTES);
      from = 0;
    }
    int unread = filled - scanned;
    System.arraycopy(buffer, scanned, buffer, KEPT_BYTES, unread);
    scanned = KEPT_BYTES;
    filled = KEPT_BYTES + unread;
  }

  /** The line's number in the file, from 1; before the first line 0. */
  long number() {
    return number;
  }

  /** The last line's number if the file ended without ending it; else 0. */
  long unended() {
    return unended;
  }

  /** Where the line's bytes are, until {@link #next}. */
  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  /** In bytes, without the line's end; of an overlong line that of the kept start. */
  int length() {
    return overlong ? KEPT_BYTES : length;
  }

  /** Whether the line is too long to be a record. */
  boolean isOverlong() {
    return overlong;
  }

  /** Whether no byte has its highest bit set. */
  boolean isAscii() {
    return bits >= 0;
  }
}
