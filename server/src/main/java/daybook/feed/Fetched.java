package daybook.feed;

import daybook.model.FetchedFile;
import java.nio.file.Path;

/** What came of fetching a file. */
public sealed interface Fetched {
  /**
   * It is all here.
   *
   * @param path where it lies
   * @param file as it was fetched
   */
  record Whole(Path path, FetchedFile file) implements Fetched {}

  /** It is as it was when it was taken in. */
  record Unchanged() implements Fetched {}

  /** It is not there, or not yet. */
  record Absent() implements Fetched {}
}
