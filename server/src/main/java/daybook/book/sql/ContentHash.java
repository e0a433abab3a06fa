package daybook.book.sql;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;

/**
 * What rows say, whatever engine they are in and in whatever order they come: the sum, modulo
 * 2^128, of a digest per row.
 */
final class ContentHash {
  private static final byte ABSENT = 0;
  private static final byte PRESENT = 1;

  private final MessageDigest sha256 = sha256();
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 12);
  private long rows;
  private long high;
  private long low;

  /** How many rows there are, and the sum of their digests. */
  record Content(long rows, long high, long low) {
    @Override
    public String toString() {
      return "%d rows of content %016x%016x".formatted(rows, high, low);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Returns how many bytes the row is long, near enough to bound what is kept in memory. */
  int add(PlainRow row) {
    bytes.clear();
    for (Object value : row.values()) {
      switch (value) {
        case null -> room(1).put(ABSENT);
        case Long number -> room(9).put(PRESENT).putLong(number);
        case LocalDate day -> room(9).put(PRESENT).putLong(day.toEpochDay());
        case Boolean flag -> room(2).put(PRESENT).put((byte) (flag ? 1 : 0));
        // An engine may add zeros behind the point.
        case BigDecimal decimal -> put(decimal.stripTrailingZeros().toPlainString());
        case String text -> put(text);
        case byte[] raw -> put(raw);
        default -> throw new IllegalStateException("No column holds " + value);
      }
    }
    int length = bytes.flip().remaining();
    sha256.update(bytes);
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
    add(digest.getLong(), digest.getLong());
    return length;
  }

  private void add(long rowHigh, long rowLow) {
    low += rowLow;
    high += rowHigh + (Long.compareUnsigned(low, rowLow) < 0 ? 1 : 0);
    rows++;
  }

  private void put(String text) {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(byte[] encoded) {
    room(5 + encoded.length).put(PRESENT).putInt(encoded.length).put(encoded);
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int size = Math.max(bytes.position() + more, 2 * bytes.capacity());
      bytes = ByteBuffer.allocate(size).put(bytes.flip());
    }
    return bytes;
  }

  Content content() {
    return new Content(rows, high, low);
  }
}
