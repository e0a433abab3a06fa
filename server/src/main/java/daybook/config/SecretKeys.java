package daybook.config;

import daybook.model.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a secret by the two keys that may say where it is: {@code NAME_file}, {@code NAME_env}. */
final class SecretKeys {
  private final Section section;
  private final Path base;
  private final Map<String, String> environment;

  /**
   * @param base where a relative path starts from
   */
  SecretKeys(Section section, Path base, Map<String, String> environment) {
    this.section = section;
    this.base = base;
    this.environment = environment;
  }

  /** Whether the section says where the secret is, rightly or wrongly. */
  boolean names(String name) {
    return section.names().contains(file(name)) || section.names().contains(variable(name));
  }

  /** A secret that must be there; null where it is missing or wrong. */
  @Nullable Secret require(String name) {
    if (!names(name)) {
      section.refuse(
          file(name), "is missing; write %s or %s".formatted(file(name), variable(name)));
    }
    return optional(name);
  }

  /** Absent where none is named, and where something is wrong with it. */
  @Nullable Secret optional(String name) {
    Path file = section.optional(file(name), Values.pathFrom(base));
    String variable = section.optional(variable(name), SecretSource::variableName);
    if (section.names().contains(file(name)) && section.names().contains(variable(name))) {
      section.refuse(variable(name), file(name) + " is given too; keep one of the two");
      return null;
    }
    String what = name.replace('_', ' ');
    try {
      if (file != null) {
        return SecretSource.ofFile(file, what);
      }
      return variable == null ? null : SecretSource.ofVariable(variable, what, environment);
    } catch (BadValue e) {
      section.refuse(file == null ? variable(name) : file(name), e.reason());
      return null;
    }
  }

  private static String file(String name) {
    return name + "_file";
  }

  private static String variable(String name) {
    return name + "_env";
  }
}
