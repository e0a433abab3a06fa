package daybook.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a request or an answer. Large ones are not copied: whoever makes a body gives its
 * array away.
 */
public final class Body {
  public static final Body EMPTY = new Body(new byte[0], 0);

  private final byte[] bytes;
  private final int length;

  private Body(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** The first {@code length} of these bytes, which nobody may change any more. */
  public static Body of(byte[] bytes, int length) {
    if (length < 0 || length > bytes.length) {
      throw new IllegalArgumentException(length + " of " + bytes.length + " bytes");
    }
    return new Body(bytes, length);
  }

  public static Body ofUtf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Body(bytes, bytes.length);
  }

  public int length() {
    return length;
  }

  public InputStream stream() {
    return new ByteArrayInputStream(bytes, 0, length);
  }

  /**
   * A copy of the bytes between two offsets, the second exclusive.
   *
   * @throws IndexOutOfBoundsException if they are not within the body
   */
  public byte[] slice(int from, int to) {
    if (from < 0 || to > length || from > to) {
      throw new IndexOutOfBoundsException(from + " to " + to + " of " + length);
    }
    return Arrays.copyOfRange(bytes, from, to);
  }

  public String utf8() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
