package daybook.config;

import daybook.config.Node.Entry;
import daybook.model.CsvLayout.Column;
import daybook.model.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one mapping, asked for by name. What is wrong becomes a problem at its line, and the
 * answer is then null or the default, so that reading goes on to the next fault. What is never
 * asked for is unknown.
 */
final class Section {
  private static final int LAST_POSITION = 10_000;

  private final String path;
  private final int line;
  private final Node.Mapping mapping;
  private final Problems problems;
  private final List<Setting> origins;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * @param path of the section's own key; empty: the root
   * @param line of the section's own key
   */
  Section(String path, int line, Node.Mapping mapping, Problems problems, List<Setting> origins) {
    this.path = path;
    this.line = line;
    this.mapping = mapping;
    this.problems = problems;
    this.origins = origins;
  }

  /** The value of a key that has a default. */
  <T> T read(String key, String fallback, Values.Kind<T> kind) {
    Entry entry = entry(key);
    T value = entry == null ? null : value(key, entry, kind);
    if (value != null) {
      return value;
    }
    try {
      T standard = kind.of(fallback);
      note(key, shown(standard, fallback), "default");
      return standard;
    } catch (BadValue e) {
      throw new IllegalStateException("The default of " + key + " is wrong", e);
    }
  }

  /** The value of a key that must be there; null where it is missing or wrong. */
  <T> @Nullable T require(String key, Values.Kind<T> kind) {
    Entry entry = entry(key);
    if (entry == null) {
      missing(key);
      return null;
    }
    return value(key, entry, kind);
  }

  /** The value of a key that may be missing; null also where it is wrong. */
  <T> @Nullable T optional(String key, Values.Kind<T> kind) {
    Entry entry = entry(key);
    if (entry == null) {
      note(key, "", "not set");
      return null;
    }
    return value(key, entry, kind);
  }

  private <T> @Nullable T value(String key, Entry entry, Values.Kind<T> kind) {
    if (!(entry.value() instanceof Node.Scalar(String text, boolean number))) {
      refuse(key, entry.value() instanceof Node.Nothing ? "has no value" : "expected one value");
      return null;
    }
    try {
      T value = kind.of(text);
      note(key, shown(value, text), place(entry));
      return value;
    } catch (BadValue e) {
      refuse(key, e.reason());
      return null;
    }
  }

  /** Whether there are keys and values under a key. */
  boolean isSection(String key) {
    return mapping.entries().get(key) instanceof Entry(int at, Node.Mapping below);
  }

  /** The section under a key that must be there. */
  @Nullable Section require(String key) {
    if (!mapping.entries().containsKey(key)) {
      missing(key);
    }
    return optional(key);
  }

  /** The section under a key; null where there is none. */
  @Nullable Section optional(String key) {
    Entry entry = entry(key);
    if (entry == null) {
      note(key, "", "not set");
      return null;
    }
    return switch (entry.value()) {
      case Node.Mapping below -> new Section(path(key), entry.line(), below, problems, origins);
      case Node.Nothing nothing ->
          new Section(path(key), entry.line(), new Node.Mapping(Map.of()), problems, origins);
      case Node.Scalar scalar -> noSection(key);
      case Node.Sequence sequence -> noSection(key);
    };
  }

  private @Nullable Section noSection(String key) {
    refuse(key, "expected keys and values under it");
    return null;
  }

  /** Every key of the section, whatever it is called, as names of sections. */
  List<String> names() {
    return List.copyOf(mapping.entries().keySet());
  }

  /** A column by its position from 1 or, in quotes or letters, by its name in the header. */
  @Nullable Column requireColumn(String key) {
    if (!mapping.entries().containsKey(key)) {
      missing(key);
    }
    return column(key);
  }

  /** A column; null where none is named. */
  @Nullable Column column(String key) {
    Entry entry = entry(key);
    if (entry == null) {
      note(key, "", "not set");
      return null;
    }
    Column column = column(key, entry.value());
    if (column != null) {
      note(key, shown(column), place(entry));
    }
    return column;
  }

  /** A column by its position from 1; null where none is stated or it is wrong. */
  Column.@Nullable At position(String key) {
    Long position = optional(key, Values.whole(1, LAST_POSITION));
    return position == null ? null : new Column.At(Math.toIntExact(position));
  }

  /**
   * A list of columns, at least one and none twice; empty where it is wrong.
   *
   * @param none the word that stands for no columns, and is the default; absent: there must be some
   */
  List<Column> columns(String key, @Nullable String none) {
    Entry entry = entry(key);
    if (entry == null) {
      if (none == null) {
        missing(key);
      } else {
        note(key, none, "default");
      }
      return List.of();
    }
    if (none != null
        && entry.value() instanceof Node.Scalar(String text, boolean number)
        && text.equals(none)) {
      note(key, none, place(entry));
      return List.of();
    }
    if (!(entry.value() instanceof Node.Sequence(List<Node> items)) || items.isEmpty()) {
      refuse(key, "expected a list of columns, as [1, 2]" + (none == null ? "" : ", or " + none));
      return List.of();
    }
    return columns(key, entry, items);
  }

  private List<Column> columns(String key, Entry entry, List<Node> items) {
    List<Column> columns = new ArrayList<>();
    for (Node item : items) {
      Column column = column(key, item);
      if (column != null && columns.contains(column)) {
        refuse(key, "names the column " + shown(column) + " twice");
      } else if (column != null) {
        columns.add(column);
      }
    }
    note(
        key,
        columns.stream().map(Section::shown).collect(Collectors.joining(", ", "[", "]")),
        place(entry));
    return columns;
  }

  private @Nullable Column column(String key, Node node) {
    if (!(node instanceof Node.Scalar(String text, boolean number)) || text.isBlank()) {
      refuse(key, "expected a column: its position from 1, or its name in the header");
      return null;
    }
    if (!number) {
      return new Column.Named(text);
    }
    try {
      long position = Values.whole(1, LAST_POSITION).of(text);
      return new Column.At(Math.toIntExact(position));
    } catch (BadValue e) {
      refuse(key, e.reason());
      return null;
    }
  }

  /** Complains of a key, at its line if it is there. */
  void refuse(String key, String reason) {
    Entry entry = mapping.entries().get(key);
    problems.add(entry == null ? line : entry.line(), path(key), reason);
  }

  /** Knows a key that is asked for only where it is there. */
  void know(String key) {
    asked.add(key);
  }

  /** Complains of a key, known as it is, that must not be there. */
  void forbid(String key, String reason) {
    if (entry(key) != null) {
      refuse(key, reason);
    }
  }

  /** Complains of every key that was not asked for. */
  void refuseUnknown() {
    for (String key : mapping.entries().keySet()) {
      if (!asked.contains(key)) {
        String hint =
            NearestName.of(key, asked)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElseGet(() -> "there are " + String.join(", ", asked));
        refuse(key, "is no setting; " + hint);
      }
    }
  }

  private @Nullable Entry entry(String key) {
    asked.add(key);
    return mapping.entries().get(key);
  }

  private void missing(String key) {
    refuse(key, "is missing");
  }

  private void note(String key, String value, String origin) {
    origins.add(new Setting(path(key), value, origin));
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String place(Entry entry) {
    return problems.file() + ":" + entry.line();
  }

  /** A path is shown as it was resolved, everything else as it was written. */
  private static String shown(Object value, String text) {
    return Values.shown(value instanceof Path path ? path.toString() : text);
  }

  /** A name that could be taken for a position is shown in quotes. */
  static String shown(Column column) {
    return switch (column) {
      case Column.At(int position) -> Integer.toString(position);
      case Column.Named(String name) ->
          name.chars().allMatch(Character::isDigit) ? "'" + name + "'" : Values.shown(name);
    };
  }
}
