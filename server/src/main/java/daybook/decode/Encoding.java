package daybook.decode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one file's bytes become text: strictly, so that no character is ever replaced. */
final class Encoding {
  /** The byte order mark of any encoding is this character. */
  private static final String MARK = "\uFEFF";

  /** The bytes at a file's start that {@link #of} needs to see. */
  static final int HEAD_BYTES = 4;

  private final Charset charset;
  private final int markBytes;
  private final boolean asciiTransparent;
  private final CharsetDecoder decoder;

  private Encoding(Charset charset, int markBytes) {
    this.charset = charset;
    this.markBytes = markBytes;
    this.asciiTransparent = isAsciiTransparent(charset);
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Whether files in this charset can be cut into lines at all. */
  static boolean isSupported(Charset charset) {
    return charset.canEncode();
  }

  /**
   * @param declared the feed's charset; {@code UTF-16} and {@code UTF-32} leave the byte order to
   *     the file's mark, and are big-endian without one
   * @param head the file's first bytes
   */
  static Encoding of(Charset declared, byte[] head) {
    List<Charset> candidates =
        switch (declared.name()) {
          case "UTF-16" -> List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);
          case "UTF-32" -> List.of(StandardCharsets.UTF_32BE, StandardCharsets.UTF_32LE);
          default -> List.of(declared);
        };
    for (Charset candidate : candidates) {
      int markBytes = markBytes(candidate, head);
      if (markBytes > 0) {
        return new Encoding(candidate, markBytes);
      }
    }
    return new Encoding(candidates.getFirst(), 0);
  }

  /** The Unicode encoding that the file's mark shows although the feed declares another. */
  @Nullable Charset contradiction(byte[] head) {
    if (markBytes > 0) {
      return null;
    }
    return List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
        .stream()
        .filter(other -> markBytes(other, head) > 0)
        .findFirst()
        .orElse(null);
  }

  private static int markBytes(Charset charset, byte[] head) {
    if (!charset.newEncoder().canEncode(MARK)) {
      return 0;
    }
    byte[] mark = MARK.getBytes(charset);
    if (mark.length > head.length) {
      return 0;
    }
    for (int i = 0; i < mark.length; i++) {
      if (mark[i] != head[i]) {
        return 0;
      }
    }
    return mark.length;
  }

  private static boolean isAsciiTransparent(Charset charset) {
    for (int b = 0; b < 0x80; b++) {
      if (!new String(new byte[] {(byte) b}, charset).equals(String.valueOf((char) b))) {
        return false;
      }
    }
    return true;
  }

  /** How many bytes of the file's start are its byte order mark. */
  int markBytes() {
    return markBytes;
  }

  byte[] lineFeed() {
    return "\n".getBytes(charset);
  }

  byte[] carriageReturn() {
    return "\r".getBytes(charset);
  }

  /**
   * A line's text.
   *
   * @throws BrokenLine if the bytes are none of the charset
   */
  String text(PhysicalLines line) throws BrokenLine {
    if (asciiTransparent && line.isAscii()) {
      return rawText(line);
    }
    ByteBuffer bytes = ByteBuffer.wrap(line.bytes(), line.from(), line.length());
    try {
      return decode(bytes, true);
    } catch (CharacterCodingException e) {
      // The decoder stops before the byte that it cannot read.
      int fault = bytes.position() - line.from();
      throw new BrokenLine(
          "byte %d of the line (0x%02x) is not valid %s"
              .formatted(fault + 1, line.bytes()[line.from() + fault], charset.name()));
    }
  }

  /** The text at the start of an overlong line, of which a character may be cut off at its end. */
  String startOfText(PhysicalLines line) {
    try {
      return decode(ByteBuffer.wrap(line.bytes(), line.from(), line.length()), false);
    } catch (CharacterCodingException e) {
      return rawText(line);
    }
  }

  /** One character for each byte. */
  String rawText(PhysicalLines line) {
    return new String(line.bytes(), line.from(), line.length(), StandardCharsets.ISO_8859_1);
  }

  private String decode(ByteBuffer bytes, boolean whole) throws CharacterCodingException {
    CharBuffer text =
        CharBuffer.allocate((int) Math.ceil(bytes.remaining() * decoder.maxCharsPerByte()));
    decoder.reset();
    CoderResult result = decoder.decode(bytes, text, whole);
    if (result.isUnderflow() && whole) {
      result = decoder.flush(text);
    }
    if (!result.isUnderflow()) {
      result.throwException();
    }
    return text.flip().toString();
  }
}
