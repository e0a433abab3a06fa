package daybook.feed;

import daybook.model.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
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

  private static boolean isFinished(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !lower.startsWith(".") && !lower.endsWith(".part") && !lower.endsWith(".tmp");
  }
}
