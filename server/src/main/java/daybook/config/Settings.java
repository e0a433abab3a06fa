package daybook.config;

import daybook.model.BookZone;
import daybook.model.DataUnit;
import daybook.model.Feed;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that can be set, checked.
 *
 * @param data the directory of the embedded store
 * @param host the address the server listens on
 * @param port 0: one that is free
 * @param pageSizeLimit the most rows that a page of {@code POST /api/report/day} may ask for
 * @param requestLimitBytes the largest request body that is read
 * @param sliceCacheMb how much memory day slices may take, in megabytes
 * @param feeds by their names, in the order of the file
 * @param origins every key with its value and where it came from
 */
public record Settings(
    BookZone zone,
    Path data,
    String host,
    int port,
    int pageSizeLimit,
    int requestLimitBytes,
    int sliceCacheMb,
    Map<String, Feed> feeds,
    List<Setting> origins) {
  public Settings {
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
    return new SettingsReader(file, directory).read(required);
  }

  /** These settings with another data directory, which the command line names. */
  public Settings withData(Path other) {
    return new Settings(
        zone,
        other,
        host,
        port,
        pageSizeLimit,
        requestLimitBytes,
        sliceCacheMb,
        feeds,
        originsWith("data", other.toString(), "--data"));
  }

  /** These settings in the zone that the book was begun in, unless the file states one. */
  public Settings withZoneOfBook(BookZone fixed) {
    boolean stated =
        origins.stream().anyMatch(setting -> setting.key().equals("zone") && !setting.isDefault());
    return stated
        ? this
        : new Settings(
            fixed,
            data,
            host,
            port,
            pageSizeLimit,
            requestLimitBytes,
            sliceCacheMb,
            feeds,
            originsWith("zone", fixed.id().getId(), "the book"));
  }

  private List<Setting> originsWith(String key, String value, String origin) {
    return origins.stream()
        .map(setting ->
            setting.key().equals(key) ? new Setting(key, Values.shown(value), origin) : setting)
        .toList();
  }

  /** How much memory day slices may take, in bytes. */
  public long sliceCacheBytes() {
    return sliceCacheMb * DataUnit.MEGABYTE.bytes();
  }

  /** One line a key, with its value and where it came from. */
  public List<String> effective() {
    return origins.stream().map(Setting::toString).toList();
  }
}
