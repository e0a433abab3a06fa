package daybook.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A file offered to a feed, known by its bytes.
 *
 * @param name the file's own name, without its directory
 * @param size in bytes, as delivered
 * @param sha256 of the bytes as delivered, in lower-case hexadecimal
 */
public record Offered(Path path, String name, long size, String sha256) {
  private static final int BUFFER_BYTES = 64 * 1024;

  /**
   * Reads a file once, to know it.
   *
   * @throws IOException if it cannot be read, or is no file
   */
  public static Offered of(Path path) throws IOException {
    Path name = path.getFileName();
    if (name == null) {
      throw new IOException("a directory is no file");
    }
    MessageDigest digest = Sha256.begin();
    long size = digest(path, digest, Long.MAX_VALUE);
    return new Offered(path, name.toString(), size, HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * Whether another, shorter delivery is this file's beginning.
   *
   * @param beginning the other's size in bytes
   * @param itsSha256 in lower-case hexadecimal
   * @throws IOException if the file cannot be read any more
   */
  public boolean beginsWith(long beginning, String itsSha256) throws IOException {
    if (beginning >= size) {
      return false;
    }
    MessageDigest digest = Sha256.begin();
    digest(path, digest, beginning);
    return HexFormat.of().formatHex(digest.digest()).equals(itsSha256);
  }

  /** Digests the file's first bytes, {@code most} of them or all; returns how many. */
  private static long digest(Path path, MessageDigest digest, long most) throws IOException {
    long size = 0;
    try (InputStream bytes = Files.newInputStream(path)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      while (size < most) {
        int count = bytes.read(buffer, 0, (int) Math.min(buffer.length, most - size));
        if (count < 0) {
          break;
        }
        digest.update(buffer, 0, count);
        size += count;
      }
    }
    return size;
  }

  /**
   * The same bytes once more. At their end, and nowhere before, it is sure that they are the same:
   * reading on then throws {@link ChangedWhileRead} if they are not.
   *
   * @throws IOException if the file cannot be read any more
   */
  public InputStream open() throws IOException {
    return new SameBytes(this, Files.newInputStream(path));
  }
}
