package daybook.book.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A directory beside the place of a book's file, in which it is made: what is not finished is never
 * seen under its name, and goes away with the directory. Only its user can enter it.
 */
final class Staging implements AutoCloseable {
  private static final long MEGABYTE = 1_000_000;

  /** A write that failed with less room than this left had none. */
  private static final long FULL_BYTES = 16 * MEGABYTE;

  private final Path target;
  private final Path directory;

  private Staging(Path target, Path directory) {
    this.target = target;
    this.directory = directory;
  }

  /**
   * @param bytes how much room the file will take
   * @throws IOException if it has not that much there
   */
  static Staging beside(Path target, long bytes) throws IOException {
    Path parent = BookFile.directory(target);
    long left = Files.getFileStore(parent).getUsableSpace();
    if (left < bytes) {
      throw new IOException(
          "it needs %d MB, and the disk that holds %s has %d MB left"
              .formatted(1 + bytes / MEGABYTE, parent, left / MEGABYTE));
    }
    Path directory = Files.createTempDirectory(parent, "." + target.getFileName() + "-");
    return new Staging(target, directory);
  }

  /** Where the book's file is made. */
  Path file() {
    return directory.resolve("book.duckdb");
  }

  /**
   * Puts the file in its place, whole and in one step.
   *
   * @param overwrite whether it may take the place of another
   */
  void publish(boolean overwrite) throws IOException {
    try (FileChannel made = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      made.force(true);
    }
    if (!overwrite && Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Files.move(file(), target, StandardCopyOption.ATOMIC_MOVE);
    force(BookFile.directory(target));
  }

  /** A directory's own entries are on the disk only once it is told so. */
  static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Why the work here failed. Asked while the unfinished files are still there, for they are what
   * filled the disk.
   */
  IOException reason(IOException failure) throws IOException {
    long left = Files.getFileStore(directory).getUsableSpace();
    return left >= FULL_BYTES
        ? failure
        : new IOException(
            "the disk that holds %s is full, it has %d MB left"
                .formatted(BookFile.directory(target), left / MEGABYTE),
            failure);
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
