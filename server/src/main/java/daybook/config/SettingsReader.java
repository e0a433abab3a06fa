package daybook.config;

import daybook.model.BookZone;
import daybook.model.Feed;
import daybook.model.FeedPlace;
import daybook.model.SummaryLayout;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code daybook.yaml} strictly: what it does not know or believe is an error, never a guess.
 */
final class SettingsReader {
  private static final int MOST_AT_ONCE = 100_000;
  private static final int MOST_PER_SECOND = 1_000_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final int MOST_PAGE_SIZE = 1_000_000;
  private static final int LEAST_REQUEST_BYTES = 1 << 10;
  private static final int MOST_REQUEST_BYTES = 1 << 30;
  private static final int MOST_CACHE_MB = 1_000_000;

  private final Path file;
  private final Path base;
  private final Map<String, String> environment;
  private final Problems problems;
  private final List<Setting> origins = new ArrayList<>();

  SettingsReader(Path file, Path directory, Map<String, String> environment) {
    Path absolute = directory.resolve(file).toAbsolutePath().normalize();
    this.file = absolute;
    Path parent = absolute.getParent();
    this.base = parent == null ? absolute : parent;
    this.environment = environment;
    Path from = directory.toAbsolutePath().normalize();
    Path shown = absolute.startsWith(from) ? from.relativize(absolute) : absolute;
    this.problems = new Problems(shown.toString());
  }

  Settings read(boolean required) {
    Node.Mapping root = YamlTree.read(text(required), problems);
    if (root == null) {
      throw problems.failure();
    }
    Settings settings = settings(new Section("", 1, root, problems, origins));
    if (settings == null || !problems.isEmpty()) {
      throw problems.failure();
    }
    return settings;
  }

  private String text(boolean required) {
    if (!required && !Files.exists(file)) {
      return "";
    }
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      problems.add(0, null, "is not UTF-8");
    } catch (IOException e) {
      problems.add(0, null, Files.exists(file) ? "cannot be read: " + e : "there is no such file");
    }
    throw problems.failure();
  }

  /** The settings; null where the store is missing to them. */
  private @Nullable Settings settings(Section root) {
    ZoneId zone = root.read("zone", "UTC", Values::zone);
    StoreSettings store = new StoreReader(root, base, environment).read();
    String host = root.read("host", "127.0.0.1", Values::text);
    long port = root.read("port", "8080", Values.whole(0, 65_535));
    long pageSizeLimit = root.read("page_size_limit", "10000", Values.whole(1, MOST_PAGE_SIZE));
    long requestLimitBytes =
        root.read(
            "request_limit_bytes",
            "1048576",
            Values.whole(LEAST_REQUEST_BYTES, MOST_REQUEST_BYTES));
    long sliceCacheMb = root.read("slice_cache_mb", "256", Values.whole(1, MOST_CACHE_MB));
    Path slices = root.optional("slices", Values.pathFrom(base));
    long expenseCacheMb = root.read("expense_cache_mb", "128", Values.whole(1, MOST_CACHE_MB));
    long answerCacheMb = root.read("answer_cache_mb", "32", Values.whole(0, MOST_CACHE_MB));
    long requestsAtOnce = root.read("requests_at_once", "500", Values.whole(1, MOST_AT_ONCE));
    long heavyReportsAtOnce =
        root.read("heavy_reports_at_once", "4", Values.whole(1, MOST_AT_ONCE));
    long requestsPerSecond =
        root.read("requests_per_second", "0", Values.whole(0, MOST_PER_SECOND));
    LocalTime syncAt = root.optional("sync_at", Values::timeOfDay);
    Path spool = root.optional("spool", Values.pathFrom(base));
    Map<String, Feed> feeds =
        named(
            root,
            "feeds",
            "feed",
            (name, below) -> new FeedReader(below, base, environment).read(name));
    Map<String, SummaryLayout> summaries =
        named(root, "summaries", "summary", (name, below) -> new SummaryReader(below).read(name));
    root.refuseUnknown();
    if (store == null) {
      return null;
    }
    if (store instanceof StoreSettings.Postgres && !root.names().contains("spool")) {
      feeds.values().stream()
          .filter(feed -> feed.place() != null && !(feed.place() instanceof FeedPlace.Directory))
          .findFirst()
          .ifPresent(feed ->
              root.refuse(
                  "store",
                  "postgres needs a spool, a directory in which the files of feed %s lie until they"
                          .formatted(feed.name())
                      + " are taken in; write it beside store"));
    }
    return new Settings(
        new BookZone(zone),
        store,
        host,
        Math.toIntExact(port),
        Math.toIntExact(pageSizeLimit),
        Math.toIntExact(requestLimitBytes),
        Math.toIntExact(sliceCacheMb),
        slices,
        Math.toIntExact(expenseCacheMb),
        Math.toIntExact(answerCacheMb),
        Math.toIntExact(requestsAtOnce),
        Math.toIntExact(heavyReportsAtOnce),
        Math.toIntExact(requestsPerSecond),
        syncAt,
        spool,
        feeds,
        summaries,
        origins);
  }

  /** Reads one of the things that are declared under names of their own. */
  private interface Declared<T> {
    @Nullable T read(String name, Section below);
  }

  private static <T> Map<String, T> named(
      Section root, String key, String one, Declared<T> declared) {
    Map<String, T> all = new LinkedHashMap<>();
    Section section = root.optional(key);
    if (section == null) {
      return all;
    }
    for (String name : section.names()) {
      if (!NAME.matcher(name).matches()) {
        section.refuse(name, "a " + one + "'s name is made of letters, digits, points, - and _");
      }
      Section below = section.optional(name);
      T read = below == null ? null : declared.read(name, below);
      if (read != null) {
        all.put(name, read);
      }
    }
    return all;
  }
}
