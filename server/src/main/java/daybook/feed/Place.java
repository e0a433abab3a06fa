package daybook.feed;

import daybook.model.Feed;
import daybook.model.FetchedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The directory that a feed's files are put into. */
public final class Place {
  private Place() {}

  /**
   * The feed's files that are there, in the order of their names; none if the feed has no place.
   * Hidden files and those that senders call unfinished, {@code .part} and {@code .tmp}, are not
   * among them.
   *
   * @throws IOException if the place cannot be read
   * @throws java.util.regex.PatternSyntaxException if {@link Feed#files} is no glob
   */
  public static List<Path> files(Feed feed) throws IOException {
    Path directory = feed.place();
    if (directory == null) {
      return List.of();
    }
    PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:" + feed.files());
    try (Stream<Path> paths = Files.list(directory)) {
      return paths
          .filter(path -> isFinished(path.getFileName().toString()))
          .filter(path -> wanted.matches(path.getFileName()))
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    } catch (UncheckedIOException e) {
      // The directory failed while it was being listed.
      throw e.getCause();
    }
  }

  /** A file as it stands there now, without reading it. */
  public static FetchedFile look(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return new FetchedFile(
        file.getFileName().toString(), now.size(), now.lastModifiedTime().toInstant().toString());
  }

  /** How long ago a file was written to last; negative where clocks differ. */
  public static Duration age(Path file, Instant now) throws IOException {
    return Duration.between(Files.getLastModifiedTime(file).toInstant(), now);
  }

  /**
   * Puts a file that was taken in where the feed wants it.
   *
   * @throws IOException if it cannot be moved, or another file of its name is there
   */
  public static void dispose(Feed feed, Path file) throws IOException {
    Path archive = feed.archive();
    if (archive != null) {
      Files.createDirectories(archive);
      Files.move(file, archive.resolve(file.getFileName()));
    }
  }

  private static boolean isFinished(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !lower.startsWith(".") && !lower.endsWith(".part") && !lower.endsWith(".tmp");
  }
}
