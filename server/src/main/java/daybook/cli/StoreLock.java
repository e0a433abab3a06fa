package daybook.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to a data directory, which one process has at a time. The lock file says who holds it
 * and, where that is a server, on which socket it takes commands.
 */
final class StoreLock implements AutoCloseable {
  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Empty if another process has it. Makes the directory where there is none. */
  static Optional<StoreLock> take(Path data) throws IOException {
    makePrivate(data);
    FileChannel channel =
        FileChannel.open(file(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    StoreLock held = new StoreLock(channel);
    held.write("pid " + ProcessHandle.current().pid() + "\n");
    return Optional.of(held);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // This very process has it, for a file lock belongs to the whole process.
      return null;
    }
  }

  /** A book is nobody else's business: a new directory is its user's alone. */
  private static void makePrivate(Path data) throws IOException {
    if (Files.exists(data)) {
      return;
    }
    Files.createDirectories(data);
    PosixFileAttributeView view = Files.getFileAttributeView(data, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Says on which socket the holder takes commands. */
  void announce(Path socket) throws IOException {
    write("pid " + ProcessHandle.current().pid() + "\nsocket " + socket + "\n");
  }

  private void write(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  /** The socket that the directory's holder announced; absent: it takes no commands. */
  static @Nullable Path announcedSocket(Path data) throws IOException {
    return value(data, "socket ").map(Path::of).orElse(null);
  }

  /** The process that holds the directory, as it wrote itself down. */
  static String holder(Path data) throws IOException {
    return value(data, "pid ").map(pid -> "process " + pid).orElse("another process");
  }

  private static Optional<String> value(Path data, String label) throws IOException {
    return Files.readAllLines(file(data), StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()))
        .findFirst();
  }

  private static Path file(Path data) {
    return data.resolve("daybook.lock");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
