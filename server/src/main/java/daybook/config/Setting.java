package daybook.config;

/**
 * One key with the value that is in force.
 *
 * @param key from the root, its names joined by points
 * @param value as the file would state it
 * @param origin the file and line that states it, the option that overrides it, {@code default} or
 *     {@code not set}
 */
public record Setting(String key, String value, String origin) {
  boolean isDefault() {
    return origin.equals("default");
  }

  @Override
  public String toString() {
    return key + ":" + (value.isEmpty() ? "" : " " + value) + "  # " + origin;
  }
}
