package daybook.config;

import daybook.config.StoreSettings.Embedded;
import daybook.config.StoreSettings.Postgres;
import daybook.model.BookZone;
import daybook.model.DataUnit;
import daybook.model.Feed;
import daybook.model.SummaryLayout;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, checked.
 *
 * @param store where the book is kept
 * @param host the address the server listens on
 * @param port 0: one that is free
 * @param pageSizeLimit the most rows that a page of {@code POST /api/report/day} may ask for
 * @param requestLimitBytes the largest request body that is read
 * @param sliceCacheMb how much memory day slices may take, in megabytes
 * @param statedSlices see {@link #slices}
 * @param expenseCacheMb how much memory the sums of expense reports may take, in megabytes
 * @param answerCacheMb how much memory finished answers may take, in megabytes; 0 keeps none
 * @param requestsAtOnce how many requests may be under way that are not answered from memory
 * @param heavyReportsAtOnce how many pages of usage are folded at once, and how many other reports
 * @param requestsPerSecond how many requests a second each token may be used for; 0: any
 * @param syncAt the time of day, in the book's zone, at which a server syncs; absent: it does not
 * @param spool where files from other machines lie until they are taken in; absent: in the embedded
 *     store's directory
 * @param feeds by their names, in the order of the file
 * @param summaries by their names, in the order of the file
 * @param origins every key with its value and where it came from
 */
public record Settings(
    BookZone zone,
    StoreSettings store,
    String host,
    int port,
    int pageSizeLimit,
    int requestLimitBytes,
    int sliceCacheMb,
    @Nullable Path statedSlices,
    int expenseCacheMb,
    int answerCacheMb,
    int requestsAtOnce,
    int heavyReportsAtOnce,
    int requestsPerSecond,
    @Nullable LocalTime syncAt,
    @Nullable Path spool,
    Map<String, Feed> feeds,
    Map<String, SummaryLayout> summaries,
    List<Setting> origins) {
  /** The keys that say where and how the book is kept, but for {@code store} itself. */
  private static final Pattern OF_A_STORE = Pattern.compile("data|engine_memory_mb|postgres\\..*");

  public Settings {
    summaries = Collections.unmodifiableMap(new LinkedHashMap<>(summaries));
    feeds = Collections.unmodifiableMap(new LinkedHashMap<>(feeds));
    origins = List.copyOf(origins);
  }

  /**
   * Reads a configuration file. Without one everything has its default, as in an empty file.
   *
   * @param file where relative paths in it start from, too: from its directory
   * @param required whether it is an error that the file is not there
   * @param directory where the user is: messages name the file from there
   * @throws SettingsException with all errors at once
   */
  public static Settings read(Path file, boolean required, Path directory) {
    return read(file, required, directory, System.getenv());
  }

  /**
   * Reads a configuration file in an environment other than the process's own.
   *
   * @param environment where the variables are looked up that the file names
   */
  public static Settings read(
      Path file, boolean required, Path directory, Map<String, String> environment) {
    return new SettingsReader(file, directory, environment).read(required);
  }

  /**
   * The directory of the embedded store.
   *
   * @throws IllegalStateException if the book is kept in another store
   */
  public Path data() {
    return switch (store) {
      case Embedded embedded -> embedded.data();
      case Postgres postgres ->
          throw new IllegalStateException("A book in PostgreSQL has no data directory");
    };
  }

  /**
   * Where files from other machines lie until they are taken in.
   *
   * @throws IllegalStateException if none is named, and the book is kept in another store than the
   *     embedded one
   */
  public Path spoolDirectory() {
    Path stated = spool;
    return stated == null ? data().resolve("spool") : stated;
  }

  /**
   * These settings with another data directory, which the command line names.
   *
   * @throws SettingsException if the book is kept in another store than the embedded one
   */
  public Settings withData(Path other) {
    return switch (store) {
      case Embedded embedded ->
          with(
              zone,
              new Embedded(other, embedded.engineMemoryMb()),
              originsWith("data", other.toString(), "--data"));
      case Postgres postgres -> {
        String place = originOf("store");
        String reason = "has no meaning with store: postgres (" + place + "); leave the option out";
        throw new SettingsException(List.of(new BadSetting("--data", 0, null, reason)));
      }
    };
  }

  /** These settings with the book in another place, which a command or a test names. */
  public Settings withStore(StoreSettings other) {
    List<Setting> changed = new ArrayList<>();
    for (Setting setting : origins) {
      if (setting.key().equals("store")) {
        changed.addAll(stated(other));
      } else if (!OF_A_STORE.matcher(setting.key()).matches()) {
        changed.add(setting);
      }
    }
    return with(zone, other, changed);
  }

  /** As a file would state it, but for the password. */
  private static List<Setting> stated(StoreSettings store) {
    Map<String, Object> values = new LinkedHashMap<>();
    switch (store) {
      case Embedded(Path data, int engineMemoryMb) -> {
        values.put("store", "duckdb");
        values.put("data", data);
        if (engineMemoryMb != Embedded.HALF_OF_THE_MACHINE) {
          values.put("engine_memory_mb", engineMemoryMb);
        }
      }
      case Postgres postgres -> {
        values.put("store", "postgres");
        values.put("postgres.url", postgres.url());
        values.put("postgres.user", postgres.user());
        values.put("postgres.connections", postgres.connections());
        values.put("postgres.connect_timeout_seconds", postgres.connectTimeout().toSeconds());
        values.put("postgres.report_timeout_seconds", postgres.reportTimeout().toSeconds());
      }
    }
    return values.entrySet().stream()
        .map(value ->
            new Setting(value.getKey(), Values.shown(value.getValue().toString()), "the command"))
        .toList();
  }

  /** These settings in the zone that the book was begun in, unless the file states one. */
  public Settings withZoneOfBook(BookZone fixed) {
    boolean stated =
        origins.stream().anyMatch(setting -> setting.key().equals("zone") && !setting.isDefault());
    return stated ? this : with(fixed, store, originsWith("zone", fixed.id().getId(), "the book"));
  }

  private Settings with(BookZone otherZone, StoreSettings otherStore, List<Setting> otherOrigins) {
    return new Settings(
        otherZone,
        otherStore,
        host,
        port,
        pageSizeLimit,
        requestLimitBytes,
        sliceCacheMb,
        statedSlices,
        expenseCacheMb,
        answerCacheMb,
        requestsAtOnce,
        heavyReportsAtOnce,
        requestsPerSecond,
        syncAt,
        spool,
        feeds,
        summaries,
        otherOrigins);
  }

  private List<Setting> originsWith(String key, String value, String origin) {
    return origins.stream()
        .map(setting ->
            setting.key().equals(key) ? new Setting(key, Values.shown(value), origin) : setting)
        .toList();
  }

  private String originOf(String key) {
    return origins.stream()
        .filter(setting -> setting.key().equals(key))
        .map(Setting::origin)
        .findFirst()
        .orElseThrow();
  }

  /** How much memory day slices may take, in bytes. */
  public long sliceCacheBytes() {
    return sliceCacheMb * DataUnit.MEGABYTE.bytes();
  }

  /**
   * The directory for day slices that outlive the process: the one that is stated, else one in the
   * data directory. Absent: they are kept in memory only.
   */
  public @Nullable Path slices() {
    return statedSlices == null && store instanceof Embedded embedded
        ? embedded.data().resolve("slices")
        : statedSlices;
  }

  /** How much memory the sums of expense reports may take, in bytes. */
  public long expenseCacheBytes() {
    return expenseCacheMb * DataUnit.MEGABYTE.bytes();
  }

  /** How much memory finished answers may take, in bytes. */
  public long answerCacheBytes() {
    return answerCacheMb * DataUnit.MEGABYTE.bytes();
  }

  /** One line a key, with its value and where it came from. */
  public List<String> effective() {
    return origins.stream().map(Setting::toString).toList();
  }
}
