package daybook.book;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/** A file that is there whole or not at all, and the checksum of what it holds. */
public final class WholeFile {
  private static final long PIECE_BYTES = 1 << 20;

  private WholeFile() {}

  /**
   * Writes a file under another name and renames it, in the place of one that has its name. The
   * directory is made where there is none.
   */
  public static void write(Path directory, String name, List<MemorySegment> parts)
      throws IOException {
    Files.createDirectories(directory);
    Path unfinished = Files.createTempFile(directory, "unfinished", ".tmp");
    try {
      Files.delete(unfinished);
      try (FileChannel channel = FileChannel.open(unfinished, CREATE_NEW, WRITE)) {
        for (MemorySegment part : parts) {
          for (long at = 0; at < part.byteSize(); at += PIECE_BYTES) {
            writeAll(channel, piece(part, at));
          }
        }
      }
      Files.move(unfinished, directory.resolve(name), ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** The CRC-32C of these bytes one after the other. */
  public static long checksum(List<MemorySegment> parts) {
    CRC32C checksum = new CRC32C();
    for (MemorySegment part : parts) {
      for (long at = 0; at < part.byteSize(); at += PIECE_BYTES) {
        checksum.update(piece(part, at));
      }
    }
    return checksum.getValue();
  }

  private static ByteBuffer piece(MemorySegment bytes, long at) {
    MemorySegment piece = bytes.asSlice(at, Math.min(PIECE_BYTES, bytes.byteSize() - at));
    return piece.isNative()
        ? piece.asByteBuffer()
        : ByteBuffer.wrap(piece.toArray(ValueLayout.JAVA_BYTE));
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
