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

  public JsonBytes number(long number) {
    return raw(Long.toString(number));
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

  /** What was written; nothing more may be. */
  public Body toBody() {
    return Body.of(bytes, length);
  }
}
