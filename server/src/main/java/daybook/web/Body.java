package daybook.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The bytes of a request or an answer. Immutable, and as often to be read as one likes. */
public sealed interface Body {
  Body EMPTY = new Whole(new byte[0], 0);

  /**
   * The first {@code length} of these bytes, which nobody may change any more: large ones are not
   * copied, so whoever makes a body gives its array away.
   */
  static Body of(byte[] bytes, int length) {
    if (length < 0 || length > bytes.length) {
      throw new IllegalArgumentException(length + " of " + bytes.length + " bytes");
    }
    return new Whole(bytes, length);
  }

  static Body ofUtf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Whole(bytes, bytes.length);
  }

  /**
   * A body that is never in memory as a whole.
   *
   * @param pieces makes one after the other, each when it is wanted
   * @param weightInBytes what they are made of takes
   */
  static Body inPieces(Supplier<Iterator<byte[]>> pieces, long weightInBytes) {
    return new Made(pieces, weightInBytes);
  }

  /** Absent: nobody knows before it was read. */
  OptionalInt length();

  /** What it takes of the memory while it is not read. */
  long weightInBytes();

  /**
   * All bytes in their order.
   *
   * @param mostBytes of a piece of what is there as a whole
   */
  Iterator<byte[]> pieces(int mostBytes);

  /** All bytes; what is made in pieces is made as a whole for it. */
  default InputStream stream() {
    return new ByteArrayInputStream(joined().toByteArray());
  }

  default String utf8() {
    return joined().toString(StandardCharsets.UTF_8);
  }

  private ByteArrayOutputStream joined() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pieces(Integer.MAX_VALUE).forEachRemaining(bytes::writeBytes);
    return bytes;
  }

  /** A body in one array. */
  final class Whole implements Body {
    private final byte[] bytes;
    private final int length;

    private Whole(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    @Override
    public OptionalInt length() {
      return OptionalInt.of(length);
    }

    @Override
    public long weightInBytes() {
      return bytes.length;
    }

    @Override
    public Iterator<byte[]> pieces(int mostBytes) {
      return new Iterator<>() {
        private int at;

        @Override
        public boolean hasNext() {
          return at < length;
        }

        @Override
        public byte[] next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          int from = at;
          at += Math.min(mostBytes, length - at);
          return Arrays.copyOfRange(bytes, from, at);
        }
      };
    }

    @Override
    public InputStream stream() {
      return new ByteArrayInputStream(bytes, 0, length);
    }

    @Override
    public String utf8() {
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
  }

  /**
   * A body that is made while it is read.
   *
   * @param made makes it once more
   */
  record Made(Supplier<Iterator<byte[]>> made, long weightInBytes) implements Body {
    @Override
    public OptionalInt length() {
      return OptionalInt.empty();
    }

    @Override
    public Iterator<byte[]> pieces(int mostBytes) {
      return made.get();
    }
  }
}
