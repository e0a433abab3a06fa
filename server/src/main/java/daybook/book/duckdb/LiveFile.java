package daybook.book.duckdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that an engine of this process has open, for copying it. POSIX takes the locks that a
 * process has on a file away when it closes any descriptor of it, the engine's lock too: so the
 * file is opened once, and closed after the engine is.
 */
final class LiveFile implements AutoCloseable {
  /** A database's identity and the two roots, one of which every checkpoint writes anew. */
  private static final int HEADERS = 3 * 4096;

  private final Path file;
  private @Nullable FileChannel channel;

  LiveFile(Path file) {
    this.file = file;
  }

  /** What a copy of the file and its log takes. */
  long bytesOfCopy() throws IOException {
    return bytesOfCopy(file);
  }

  /** What a copy of a file and its log takes; twice the log, which ends up in the file. */
  static long bytesOfCopy(Path file) throws IOException {
    Path log = log(file);
    return Files.size(file) + (Files.exists(log) ? 2 * Files.size(log) : 0);
  }

  /**
   * Copies the file and its log while nobody writes.
   *
   * @throws IOException if somebody did, for a checkpoint or a commit shows in the roots or the log
   */
  synchronized void copyTo(Path copy) throws IOException {
    FileChannel live = open();
    List<Object> before = state(live);
    copy(live, copy);
    if (Files.exists(log(file))) {
      try (FileChannel log = FileChannel.open(log(file))) {
        copy(log, log(copy));
      }
    }
    if (!state(live).equals(before)) {
      throw new IOException("the book changed while it was copied; repeat it");
    }
  }

  private FileChannel open() throws IOException {
    FileChannel opened = channel;
    if (opened == null) {
      opened = FileChannel.open(file, StandardOpenOption.READ);
      channel = opened;
    }
    return opened;
  }

  /** The roots, and the names and sizes of what is beside the file. */
  private List<Object> state(FileChannel live) throws IOException {
    ByteBuffer headers = ByteBuffer.allocate(HEADERS);
    while (headers.hasRemaining() && live.read(headers, headers.position()) >= 0) {
      // A read may stop early.
    }
    List<Object> state = new ArrayList<>(List.of(headers.flip()));
    for (Path beside : BookFile.beside(file)) {
      state.add(beside);
      state.add(Files.size(beside));
    }
    return state;
  }

  /** A book is nobody else's business, so a copy is its user's alone. */
  static void copy(FileChannel from, Path to) throws IOException {
    try (FileChannel copy =
        FileChannel.open(
            to,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      long size = from.size();
      for (long at = 0; at < size; ) {
        long moved = from.transferTo(at, size - at, copy);
        if (moved <= 0) {
          throw new IOException(to + " could be copied in part only");
        }
        at += moved;
      }
    }
  }

  static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + ".wal");
  }

  @Override
  public synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
