package daybook.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * All files of one feed.
 *
 * @param feed its name in the configuration
 * @param files one a day, oldest first: the order in which to take them in
 */
public record FeedFiles(String feed, List<SessionFile> files) {
  public FeedFiles {
    files = List.copyOf(files);
  }

  public List<Path> paths() {
    return files.stream().map(SessionFile::path).toList();
  }

  public Planted planted() {
    return files.stream().map(SessionFile::planted).reduce(Planted.NOTHING, Planted::plus);
  }
}
