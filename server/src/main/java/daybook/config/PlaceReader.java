package daybook.config;

import daybook.model.FeedPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where a feed's files are, and refuses what has no meaning there. */
final class PlaceReader {
  private static final int MOST_STABLE_SECONDS = 3600;
  private static final int LONGEST_TIMEOUT_S = 600;

  private final Section feed;
  private final Path base;
  private final Map<String, String> environment;

  /** What stands under {@code place}, but for a directory, which is written beside it. */
  private enum Kind {
    SFTP,
    HTTP,
    S3;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param place absent: the feed has none, or something is wrong with it
   */
  record Placed(@Nullable FeedPlace place, String files, Duration stableFor) {}

  PlaceReader(Section feed, Path base, Map<String, String> environment) {
    this.feed = feed;
    this.base = base;
    this.environment = environment;
  }

  Placed read() {
    if (!feed.isSection("place")) {
      FeedPlace place = directory();
      return new Placed(place, files(), stableFor());
    }
    Section section = feed.optional("place");
    Kind kind = section == null ? null : kind(section);
    Section below = section == null || kind == null ? null : section.optional(kind.key());
    if (kind == null || below == null) {
      feed.optional("archive", Values::text);
      return new Placed(null, files(), stableFor());
    }
    FeedPlace place =
        switch (kind) {
          case SFTP -> new SftpReader(below, base, environment).read(archive());
          case HTTP -> new HttpReader(below, base, environment).read();
          case S3 -> new S3Reader(below, base, environment).read(archive());
        };
    below.refuseUnknown();
    return switch (kind) {
      case SFTP -> new Placed(place, files(), stableFor());
      case S3 -> {
        feed.forbid("stable_seconds", "has no meaning here: an object appears whole; remove it");
        yield new Placed(place, files(), Duration.ZERO);
      }
      case HTTP -> {
        feed.forbid("archive", "has no meaning here: files of a web server stay; remove it");
        feed.forbid("files", "has no meaning here: the url says which file is meant; remove it");
        feed.forbid("stable_seconds", "has no meaning here: an answer is whole; remove it");
        yield new Placed(place, "*", Duration.ZERO);
      }
    };
  }

  private @Nullable FeedPlace directory() {
    Path directory = feed.optional("place", Values.pathFrom(base));
    Path archive = feed.optional("archive", Values.pathFrom(base));
    if (archive != null && archive.equals(directory)) {
      feed.refuse("archive", "is the place itself; name another directory, or leave it out");
    }
    return directory == null ? null : new FeedPlace.Directory(directory, archive);
  }

  /** The one kind of place that is named; null where it is none, or several. */
  private @Nullable Kind kind(Section place) {
    List<Kind> named =
        Arrays.stream(Kind.values()).filter(kind -> place.names().contains(kind.key())).toList();
    for (Kind kind : Kind.values()) {
      place.know(kind.key());
    }
    place.refuseUnknown();
    if (named.size() != 1) {
      feed.refuse("place", "expected a directory, or one of sftp, http and s3 under it");
      return null;
    }
    return named.getFirst();
  }

  private @Nullable Archive archive() {
    String archive = feed.optional("archive", Values::text);
    return archive == null ? null : new Archive(archive, reason -> feed.refuse("archive", reason));
  }

  /**
   * The feed's archive, which only its place can judge.
   *
   * @param refusal hears what is wrong with it
   */
  record Archive(String name, Refusal refusal) {}

  /** Complains of a value that was read already. */
  @FunctionalInterface
  interface Refusal {
    void because(String reason);
  }

  private String files() {
    return feed.read("files", "*", Values::glob);
  }

  private Duration stableFor() {
    return Duration.ofSeconds(
        feed.read("stable_seconds", "2", Values.whole(0, MOST_STABLE_SECONDS)));
  }

  /** How long a place's server may let us wait. */
  static Duration timeout(Section place) {
    return Duration.ofSeconds(
        place.read("timeout_seconds", "30", Values.whole(1, LONGEST_TIMEOUT_S)));
  }
}
