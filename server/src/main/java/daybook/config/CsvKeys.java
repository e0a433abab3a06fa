package daybook.config;

import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import daybook.model.CsvLayout.Column.At;
import daybook.model.CsvLayout.Trailer;
import daybook.model.DataUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys under a feed's {@code csv}; what is missing or wrong is null.
 *
 * @param columns by their keys
 * @param trailer absent: files have none
 */
record CsvKeys(
    FormKeys form,
    @Nullable String timestamps,
    Map<String, Column> columns,
    @Nullable Trailer trailer) {

  /** Of a feed that says nothing of them. */
  static final CsvKeys MISSING = new CsvKeys(FormKeys.MISSING, null, Map.of(), null);

  static CsvKeys read(Section csv) {
    FormKeys form = FormKeys.read(csv);
    String timestamps = csv.require("timestamp", StrictPattern::timestamp);
    Section section = csv.require("columns");
    Map<String, Column> columns = section == null ? Map.of() : columns(section, form);
    Trailer trailer = trailer(csv.optional("trailer"));
    csv.refuseUnknown();
    return new CsvKeys(form, timestamps, columns, trailer);
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

  private static Map<String, Column> columns(Section section, FormKeys form) {
    ColumnKeys columns = new ColumnKeys(section);
    columns.require("subscriber");
    columns.require("start");
    for (String key : List.of("end", "duration_s", "bytes_up", "bytes_down")) {
      columns.read(key);
    }
    section.refuseUnknown();
    if (section.names().containsAll(List.of("end", "duration_s"))) {
      section.refuse("duration_s", "the end is named too; keep one of the two");
    }
    if (!section.names().contains("bytes_up") && !section.names().contains("bytes_down")) {
      section.refuse("bytes_up", "neither bytes_up nor bytes_down is named; name one or both");
    }
    columns.refuseNamesWithoutHeader(form);
    return columns.named();
  }

  /** The layout; null where something that it needs is missing. */
  @Nullable CsvLayout layout(@Nullable DataUnit unit, List<Column> identity, List<Column> session) {
    Column subscriber = columns.get("subscriber");
    Column start = columns.get("start");
    if (form.header() == null
        || timestamps == null
        || unit == null
        || subscriber == null
        || start == null) {
      return null;
    }
    return new CsvLayout(
        form.header(),
        form.delimiter(),
        form.quote(),
        form.charset(),
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
