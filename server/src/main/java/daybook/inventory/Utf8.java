package daybook.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file's text and names the lines whose bytes are no UTF-8. */
final class Utf8 {
  private static final long LARGEST_FILE = 1L << 30;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Utf8() {}

  /** The text without a byte order mark; what could not be read is complained of. */
  static String read(Path file, Complaints complaints) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        complaints.add(0, null, "is larger than 1 GiB; import it in parts");
        return "";
      }
      String text = decode(ByteBuffer.wrap(Files.readAllBytes(file)), complaints);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (IOException e) {
      complaints.add(0, null, "cannot be read: " + e);
      return "";
    }
  }

  private static String decode(ByteBuffer bytes, Complaints complaints) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    // UTF-8 never takes more characters than bytes.
    CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
    Place place = new Place();
    for (CoderResult result = decoder.decode(bytes, text, true);
        result.isError();
        result = decoder.decode(bytes, text, true)) {
      place.complain(bytes, complaints);
      // A stand-in keeps the rest of the line readable, so that its other faults are found too.
      text.put('\uFFFD');
      bytes.position(bytes.position() + result.length());
    }
    return text.flip().toString();
  }

  /** Which line the decoding has come to. */
  private static final class Place {
    private int counted;
    private long line = 1;
    private long complained;

    void complain(ByteBuffer bytes, Complaints complaints) {
      for (; counted < bytes.position(); counted++) {
        if (bytes.get(counted) == '\n') {
          line++;
        }
      }
      if (complained != line) {
        complained = line;
        complaints.add(line, null, "holds bytes that are not UTF-8; save the file as UTF-8");
      }
    }
  }
}
