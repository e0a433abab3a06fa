package daybook.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers everything that is wrong with a configuration, so that it can be said at once. */
final class Problems {
  private final String file;
  private final List<BadSetting> found = new ArrayList<>();

  /**
   * @param file as the user would name it
   */
  Problems(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void add(int line, @Nullable String key, String reason) {
    found.add(new BadSetting(file, line, key, reason));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All that was found, in the order of the file. */
  SettingsException failure() {
    found.sort(Comparator.comparingInt(BadSetting::line));
    return new SettingsException(found);
  }
}
