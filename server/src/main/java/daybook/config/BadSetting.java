package daybook.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration.
 *
 * @param file as the user would name it, or the option that is wrong
 * @param line from 1; 0: the file or option as a whole
 * @param key from the root, its names joined by points; absent: no key is to blame
 * @param reason what is wrong and, where it does not follow, what to do
 */
public record BadSetting(String file, int line, @Nullable String key, String reason) {
  /** As compilers write it: {@code file:line: key: reason}. */
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line;
    return key == null ? place + ": " + reason : place + ": " + key + ": " + reason;
  }
}
