package daybook.web;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Percent-encoded UTF-8, read strictly. The JDK's {@code URLDecoder} turns bytes that are no UTF-8
 * into replacement characters without a word.
 */
public final class PercentCoding {
  private PercentCoding() {}

  /** A name or a value as it may stand in a query. */
  public static String encodeQuery(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The text of one path segment; empty if it is malformed. */
  static Optional<String> decodeSegment(String encoded) {
    return decode(encoded, false);
  }

  /** The text of a name or a value in a query, where + is a space; empty if it is malformed. */
  static Optional<String> decodeQuery(String encoded) {
    return decode(encoded, true);
  }

  private static Optional<String> decode(String encoded, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int at = 0; at < encoded.length(); at++) {
      char c = encoded.charAt(at);
      if (c == '%') {
        int value = at + 2 < encoded.length() ? hex(encoded, at + 1) : -1;
        if (value < 0) {
          return Optional.empty();
        }
        bytes.write(value);
        at += 2;
      } else if (c > '~') {
        return Optional.empty();
      } else {
        bytes.write(c == '+' && plusIsSpace ? ' ' : c);
      }
    }
    return utf8(bytes.toByteArray());
  }

  /** The byte that two hexadecimal digits write; negative if they are none. */
  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
