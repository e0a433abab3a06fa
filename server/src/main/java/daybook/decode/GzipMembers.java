package daybook.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The bytes that a gzip file (RFC 1952) holds in all its members. The JDK's own stream ends without
 * a word where something that is no member follows; here that is an error, for it may be records.
 */
final class GzipMembers extends InputStream {
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HAS_HEADER_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED_FLAGS = 0xe0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] packed = new byte[32 * 1024];
  private int packedFrom;
  private int packedTo;
  private boolean ended;

  private GzipMembers(InputStream in) {
    this.in = in;
  }

  /**
   * The unpacked bytes of a gzip file, or the bytes as they are of any other; told apart by the
   * first two bytes, which no text begins with. Closing it closes {@code in}.
   *
   * @throws IOException if the first bytes cannot be read; later reads throw a {@link ZipException}
   *     where the gzip data are damaged
   */
  static InputStream unpacked(InputStream in) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, 2);
    byte[] magic = bytes.readNBytes(2);
    bytes.unread(magic);
    if (magic.length < 2 || (magic[0] & 0xff) != MAGIC_1 || (magic[1] & 0xff) != MAGIC_2) {
      return bytes;
    }
    GzipMembers members = new GzipMembers(bytes);
    members.openMember();
    return members;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        checksum.update(bytes, offset, count);
        return count;
      }
      if (inflater.finished()) {
        closeMember();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("a preset dictionary is asked for");
      } else {
        fill();
        inflater.setInput(packed, packedFrom, packedTo - packedFrom);
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.end();
    in.close();
  }

  private int inflate(byte[] bytes, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      ZipException damaged = new ZipException("the packed data are damaged");
      damaged.initCause(e);
      throw damaged;
    }
  }

  private void openMember() throws IOException {
    if (next() != MAGIC_1 || next() != MAGIC_2) {
      throw new ZipException("what follows a member is no other member");
    }
    int method = next();
    int flags = next();
    if (method != DEFLATE || (flags & RESERVED_FLAGS) != 0) {
      throw new ZipException("the header is none of RFC 1952");
    }
    passOver(6);
    if ((flags & HAS_EXTRA) != 0) {
      passOver(littleEndian(2));
    }
    if ((flags & HAS_NAME) != 0) {
      passOverText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      passOverText();
    }
    if ((flags & HAS_HEADER_CHECKSUM) != 0) {
      passOver(2);
    }
    inflater.reset();
    checksum.reset();
    inflater.setInput(packed, packedFrom, packedTo - packedFrom);
  }

  private void closeMember() throws IOException {
    packedFrom = packedTo - inflater.getRemaining();
    if (littleEndian(4) != checksum.getValue()) {
      throw new ZipException("the checksum is wrong");
    }
    if (littleEndian(4) != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw new ZipException("the length is wrong");
    }
    // Tapes and block devices pad with zero bytes; gzip(1) passes over them too.
    while (packedFrom < packedTo || refill()) {
      if (packed[packedFrom] != 0) {
        openMember();
        return;
      }
      packedFrom++;
    }
    ended = true;
  }

  private long littleEndian(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  private void passOverText() throws IOException {
    int character;
    do {
      character = next();
    } while (character != 0);
  }

  private void passOver(long bytes) throws IOException {
    for (long i = 0; i < bytes; i++) {
      next();
    }
  }

  private int next() throws IOException {
    if (packedFrom == packedTo) {
      fill();
    }
    return packed[packedFrom++] & 0xff;
  }

  private void fill() throws IOException {
    if (!refill()) {
      throw new ZipException("the file ends in the middle of the packed data");
    }
  }

  private boolean refill() throws IOException {
    packedFrom = 0;
    packedTo = Math.max(0, in.read(packed));
    return packedTo > 0;
  }
}
