package daybook.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration with errors; it carries all of them, one a line. */
public final class SettingsException extends RuntimeException {
  private final transient List<BadSetting> badSettings;

  SettingsException(List<BadSetting> badSettings) {
    super(
        badSettings.stream().map(BadSetting::toString).collect(Collectors.joining("\n")),
        null,
        false,
        false);
    this.badSettings = List.copyOf(badSettings);
  }

  /** In the order of the file. */
  public List<BadSetting> badSettings() {
    return badSettings;
  }
}
