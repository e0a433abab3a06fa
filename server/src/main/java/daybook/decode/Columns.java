package daybook.decode;

import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a file has the feed's columns: by position, or by the names in its header line. */
final class Columns {
  /** How many of a header's characters an error message repeats. */
  private static final int MOST_CHARACTERS = 500;

  private final List<String> header;

  private Columns(List<String> header) {
    this.header = header;
  }

  /**
   * @param index from 0
   * @param name what reasons call the column
   */
  record Place(int index, String name) {}

  static Columns withoutHeader() {
    return new Columns(List.of());
  }

  /** Names are trimmed; capitals matter. */
  static Columns ofHeader(List<String> names) {
    return new Columns(names.stream().map(String::strip).toList());
  }

  /** The columns that are read of a file with this layout. */
  static Set<Column> readOf(CsvLayout layout) {
    Stream<@Nullable Column> single =
        Stream.of(
            layout.subscriber(),
            layout.start(),
            layout.end() == null ? layout.durationSeconds() : layout.end(),
            layout.bytesUp(),
            layout.bytesDown());
    Set<Column> read = new LinkedHashSet<>();
    single.forEach(column -> {
      if (column != null) {
        read.add(column);
      }
    });
    read.addAll(layout.identity());
    read.addAll(layout.session());
    return read;
  }

  /** What the header lacks to find all of these columns; null if nothing. */
  @Nullable String fault(Collection<Column> columns) {
    List<String> faults = new ArrayList<>();
    for (Column column : columns) {
      if (column instanceof Column.Named(String name)) {
        long found = header.stream().filter(name::equals).count();
        if (found == 0) {
          faults.add("no column " + BrokenLine.quoted(name));
        } else if (found > 1) {
          faults.add(found + " columns " + BrokenLine.quoted(name));
        }
      }
    }
    return faults.isEmpty()
        ? null
        : "the header has " + String.join(", ", faults) + ", but " + names();
  }

  private String names() {
    String names = header.stream().map(BrokenLine::quoted).collect(Collectors.joining(", "));
    return names.length() > MOST_CHARACTERS ? names.substring(0, MOST_CHARACTERS) + '…' : names;
  }

  /** How many fields a line must have for these columns, which have no {@link #fault}. */
  int leastFields(Collection<Column> columns) {
    return columns.stream().mapToInt(column -> place(column).index() + 1).max().orElseThrow();
  }

  @Nullable Place placeOrNull(@Nullable Column column) {
    return column == null ? null : place(column);
  }

  /** Where a column is that has no {@link #fault}. */
  Place place(Column column) {
    return switch (column) {
      case Column.Named(String name) -> new Place(header.indexOf(name), name);
      case Column.At(int position) -> new Place(position - 1, "column " + position);
    };
  }
}
