package daybook.config;

import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import daybook.model.CsvLayout.Column.At;
import daybook.model.CsvLayout.Trailer;
import daybook.model.DataUnit;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys under {@code csv}; what is missing or wrong is null.
 *
 * @param columns by their keys
 * @param trailer absent: files have none
 */
record CsvKeys(
    @Nullable Boolean header,
    char delimiter,
    char quote,
    Charset charset,
    @Nullable String timestamps,
    Map<String, Column> columns,
    @Nullable Trailer trailer) {

  /** Of a feed that says nothing of them. */
  static final CsvKeys MISSING =
      new CsvKeys(null, ',', '"', StandardCharsets.UTF_8, null, Map.of(), null);

  static CsvKeys read(Section csv) {
    Boolean header = csv.require("header", Values::flag);
    char delimiter = csv.read("delimiter", ",", Values::delimiter);
    char quote = csv.read("quote", "\"", Values::character);
    Charset charset = csv.read("charset", "UTF-8", Values::charset);
    String timestamps = csv.require("timestamp", StrictPattern::timestamp);
    if (delimiter == quote) {
      csv.refuse("quote", "is the delimiter too; they must differ");
    }
    Section section = csv.require("columns");
    Map<String, Column> columns = section == null ? Map.of() : columns(section);
    Trailer trailer = trailer(csv.optional("trailer"));
    csv.refuseUnknown();
    CsvKeys keys = new CsvKeys(header, delimiter, quote, charset, timestamps, columns, trailer);
    if (section != null) {
      columns.forEach(
          (key, column) -> keys.refuseNamesWithoutHeader(key, List.of(column), section));
    }
    return keys;
  }

  private static @Nullable Trailer trailer(@Nullable Section section) {
    if (section == null) {
      return null;
    }
    String mark = section.require("mark", Values::text);
    At records = section.position("records");
    At bytesUp = section.position("bytes_up");
    At bytesDown = section.position("bytes_down");
    section.refuseUnknown();
    return mark == null ? null : new Trailer(mark, records, bytesUp, bytesDown);
  }

  private static Map<String, Column> columns(Section section) {
    Map<String, Column> columns = new LinkedHashMap<>();
    put(columns, "subscriber", section.requireColumn("subscriber"), section);
    put(columns, "start", section.requireColumn("start"), section);
    for (String key : List.of("end", "duration_s", "bytes_up", "bytes_down")) {
      put(columns, key, section.column(key), section);
    }
    section.refuseUnknown();
    if (section.names().containsAll(List.of("end", "duration_s"))) {
      section.refuse("duration_s", "the end is named too; keep one of the two");
    }
    if (!section.names().contains("bytes_up") && !section.names().contains("bytes_down")) {
      section.refuse("bytes_up", "neither bytes_up nor bytes_down is named; name one or both");
    }
    return columns;
  }

  private static void put(
      Map<String, Column> columns, String key, @Nullable Column column, Section section) {
    if (column == null) {
      return;
    }
    columns.forEach((other, taken) -> {
      if (taken.equals(column)) {
        section.refuse(key, "is the same column as " + other);
      }
    });
    columns.put(key, column);
  }

  /** Without a header line columns have no names. */
  void refuseNamesWithoutHeader(String key, List<Column> named, Section section) {
    if (header == null || header) {
      return;
    }
    for (Column column : named) {
      if (column instanceof Column.Named) {
        section.refuse(
            key,
            "%s is a name, which needs header: true; a position is a number without quotes"
                .formatted(Section.shown(column)));
      }
    }
  }

  /** The layout; null where something that it needs is missing. */
  @Nullable CsvLayout layout(@Nullable DataUnit unit, List<Column> identity, List<Column> session) {
    Column subscriber = columns.get("subscriber");
    Column start = columns.get("start");
    if (header == null
        || timestamps == null
        || unit == null
        || subscriber == null
        || start == null) {
      return null;
    }
    return new CsvLayout(
        header,
        delimiter,
        quote,
        charset,
        subscriber,
        start,
        columns.get("end"),
        columns.get("duration_s"),
        columns.get("bytes_up"),
        columns.get("bytes_down"),
        identity,
        session,
        timestamps,
        unit,
        trailer);
  }
}
