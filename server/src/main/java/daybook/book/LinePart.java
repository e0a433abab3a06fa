package daybook.book;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Some consecutive lines of a delivery as the operator wrote them, compressed: a number can be
 * explained down to them.
 */
public final class LinePart {
  private final long firstLine;
  private final long lastLine;
  private final byte[] bytes;

  /**
   * @param firstLine the number of its first line
   * @param lastLine the number of its last line
   * @param bytes compressed: per line its number, its length in UTF-8 and its text
   */
  public LinePart(long firstLine, long lastLine, byte[] bytes) {
    this.firstLine = firstLine;
    this.lastLine = lastLine;
    this.bytes = bytes.clone();
  }

  public long firstLine() {
    return firstLine;
  }

  public long lastLine() {
    return lastLine;
  }

  /** As they are stored. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The text of a line; absent: the part does not have it. */
  public @Nullable String text(long line) {
    return texts(new TreeSet<>(List.of(line))).get(line);
  }

  /**
   * The texts of those lines that the part has, by number.
   *
   * @param lines at least one
   */
  public Map<Long, String> texts(SortedSet<Long> lines) {
    Map<Long, String> texts = new HashMap<>();
    long last = Math.min(lastLine, lines.last());
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      long number = 0;
      while (number < last) {
        number = in.readLong();
        byte[] text = in.readNBytes(in.readInt());
        if (lines.contains(number)) {
          texts.put(number, new String(text, StandardCharsets.UTF_8));
        }
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException("The lines from " + firstLine + " on are broken", e);
    }
  }

  /** Gathers lines in their order. Speed matters more than the last tenth of the size. */
  public static final class Builder {
    private static final int ENOUGH_BYTES = 1 << 20;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private DataOutputStream out = new DataOutputStream(bytes);
    private OptionalLong firstLine = OptionalLong.empty();
    private long lastLine;

    /**
     * @return the part that this line fills, if it does
     */
    public @Nullable LinePart add(long line, String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      try {
        out.writeLong(line);
        out.writeInt(utf8.length);
        out.write(utf8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (firstLine.isEmpty()) {
        firstLine = OptionalLong.of(line);
      }
      lastLine = line;
      return out.size() >= ENOUGH_BYTES ? part() : null;
    }

    /** What was gathered since the last part; absent: nothing. */
    public @Nullable LinePart part() {
      if (firstLine.isEmpty()) {
        return null;
      }
      deflater.reset();
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflating = new DeflaterOutputStream(compressed, deflater)) {
        bytes.writeTo(deflating);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      LinePart part = new LinePart(firstLine.getAsLong(), lastLine, compressed.toByteArray());
      bytes = new ByteArrayOutputStream();
      out = new DataOutputStream(bytes);
      firstLine = OptionalLong.empty();
      return part;
    }
  }
}
