package daybook.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON written straight into bytes: every answer's rows pass through here, and their keys are known
 * beforehand.
 */
public final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** An escaped UTF-16 unit; one of two or three bytes of UTF-8 takes less. */
  private static final int MOST_BYTES_PER_CHAR = 6;

  /** A sign, the digits of a 64-bit number and a point. */
  private static final int MOST_DIGITS = 22;

  private static final long BILLION = 1_000_000_000;

  private byte[] bytes;
  private int length;

  /**
   * @param expectedBytes a guess, at least 1
   */
  public JsonBytes(int expectedBytes) {
    this.bytes = new byte[expectedBytes];
  }

  /** Writes this as it is: punctuation, keys and numbers, in ASCII. */
  public JsonBytes raw(String ascii) {
    reserve(ascii.length());
    for (int at = 0; at < ascii.length(); at++) {
      bytes[length++] = (byte) ascii.charAt(at);
    }
    return this;
  }

  /** Writes bytes of ASCII as they are. */
  public JsonBytes raw(byte[] ascii) {
    reserve(ascii.length);
    System.arraycopy(ascii, 0, bytes, length, ascii.length);
    length += ascii.length;
    return this;
  }

  public JsonBytes number(long number) {
    reserve(MOST_DIGITS);
    digits(unsigned(number));
    return this;
  }

  /**
   * Writes an amount in billionths as {@link daybook.model.Money#toPlainText} does: the shortest
   * plain decimal with at least one digit after the point.
   */
  public JsonBytes billionths(long amount) {
    reserve(MOST_DIGITS);
    long unsigned = unsigned(amount);
    digits(Long.divideUnsigned(unsigned, BILLION));
    bytes[length++] = '.';
    long fraction = Long.remainderUnsigned(unsigned, BILLION);
    int from = length;
    for (long unit = BILLION / 10; length == from || fraction > 0; unit /= 10) {
      bytes[length++] = (byte) ('0' + fraction / unit);
      fraction %= unit;
    }
    return this;
  }

  /** Writes the sign; what is left has none, the least number's absolute value included. */
  private long unsigned(long number) {
    if (number < 0) {
      bytes[length++] = '-';
    }
    return number < 0 ? -number : number;
  }

  private void digits(long unsigned) {
    int end = length + 1;
    for (long rest = Long.divideUnsigned(unsigned, 10); rest > 0; rest /= 10) {
      end++;
    }
    long ahead = unsigned;
    for (int at = end - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + Long.remainderUnsigned(ahead, 10));
      ahead = Long.divideUnsigned(ahead, 10);
    }
    length = end;
  }

  /** Writes a string, quoted and escaped; half a surrogate pair becomes U+FFFD. */
  public JsonBytes string(String text) {
    reserve(Math.addExact(Math.multiplyExact(text.length(), MOST_BYTES_PER_CHAR), 2));
    bytes[length++] = '"';
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < 0x80) {
        ascii(c);
      } else {
        int codePoint = text.codePointAt(at);
        encode(isSurrogate(codePoint) ? 0xFFFD : codePoint);
        at += Character.charCount(codePoint) - 1;
      }
    }
    bytes[length++] = '"';
    return this;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private void ascii(char c) {
    if (c == '"' || c == '\\') {
      bytes[length++] = '\\';
      bytes[length++] = (byte) c;
    } else if (c >= ' ') {
      bytes[length++] = (byte) c;
    } else {
      raw("\\u00");
      bytes[length++] = HEX[c >> 4];
      bytes[length++] = HEX[c & 0xF];
    }
  }

  private void encode(int codePoint) {
    if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
    } else if (codePoint < 0x10000) {
      bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
      continuation(codePoint >> 6);
    } else {
      bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
      continuation(codePoint >> 12);
      continuation(codePoint >> 6);
    }
    continuation(codePoint);
  }

  private void continuation(int bits) {
    bytes[length++] = (byte) (0x80 | (bits & 0x3F));
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }

  /** A copy of what was written, which begins anew. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, length);
    length = 0;
    return taken;
  }

  /** What was written; nothing more may be. */
  public Body toBody() {
    return Body.of(bytes, length);
  }
}
