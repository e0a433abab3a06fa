package daybook.feed;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** An offered file's bytes, which are held against its size and digest while they are read. */
final class SameBytes extends InputStream {
  private final Offered offered;
  private final InputStream in;
  private final MessageDigest digest = Sha256.begin();
  private long count;
  private boolean ended;

  SameBytes(Offered offered, InputStream in) {
    this.offered = offered;
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int read = in.read(bytes, offset, length);
    if (read < 0) {
      requireSame();
      ended = true;
      return -1;
    }
    digest.update(bytes, offset, read);
    count += read;
    // A file that is being written to may never end.
    if (count > offered.size()) {
      throw new ChangedWhileRead(offered.name());
    }
    return read;
  }

  private void requireSame() throws ChangedWhileRead {
    if (!HexFormat.of().formatHex(digest.digest()).equals(offered.sha256())) {
      throw new ChangedWhileRead(offered.name());
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
