package daybook.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Rows under named columns, printed for a person, a spreadsheet or a program. */
final class Table {
  enum Format {
    table,
    csv,
    json
  }

  private final List<String> columns;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  Table(String... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row; an absent value is an empty cell, and null in JSON. */
  Table row(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + columns.size() + " columns");
    }
    rows.add(Arrays.asList(values));
    return this;
  }

  /** The rows in which some value contains the text. */
  Table matching(String text) {
    Table matching = new Table(columns.toArray(String[]::new));
    rows.stream().filter(row -> contains(text, row.toArray())).forEach(matching.rows::add);
    return matching;
  }

  /** Whether some value of a row contains the text. */
  static boolean contains(String text, @Nullable Object... values) {
    return Arrays.stream(values).anyMatch(value -> text(value).contains(text));
  }

  int size() {
    return rows.size();
  }

  void print(Format format, PrintWriter out) {
    switch (format) {
      case table -> printAligned(out);
      case csv -> printCsv(out);
      case json -> printJson(out);
    }
    out.flush();
  }

  private void printAligned(PrintWriter out) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).length();
    }
    for (List<@Nullable Object> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], text(row.get(i)).length());
      }
    }
    printLine(out, widths, columns);
    for (List<@Nullable Object> row : rows) {
      printLine(out, widths, row);
    }
  }

  private static void printLine(
      PrintWriter out, int[] widths, List<? extends @Nullable Object> values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = text(values.get(i));
      String padding = " ".repeat(widths[i] - text.length());
      line.append(i == 0 ? "" : "  ");
      line.append(values.get(i) instanceof Number ? padding + text : text + padding);
    }
    out.println(line.toString().stripTrailing());
  }

  private void printCsv(PrintWriter out) {
    CsvWriter csv = CsvWriter.builder().build(out);
    csv.writeRecord(columns);
    for (List<@Nullable Object> row : rows) {
      csv.writeRecord(row.stream().map(Table::text).toList());
    }
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void printJson(PrintWriter out) {
    JsonFactory json = new JsonFactory();
    out.print('[');
    String separator = "\n";
    for (List<@Nullable Object> row : rows) {
      out.print(separator);
      StringWriter text = new StringWriter();
      try (JsonGenerator object = json.createGenerator(ObjectWriteContext.empty(), text)) {
        object.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
          object.writeName(columns.get(i));
          write(object, row.get(i));
        }
        object.writeEndObject();
      }
      out.print(text);
      separator = ",\n";
    }
    out.println(rows.isEmpty() ? "]" : "\n]");
  }

  private static void write(JsonGenerator object, @Nullable Object value) {
    switch (value) {
      case null -> object.writeNull();
      case Long number -> object.writeNumber(number);
      case Integer number -> object.writeNumber(number);
      case BigDecimal number -> object.writeNumber(number);
      case Boolean flag -> object.writeBoolean(flag);
      default -> object.writeString(value.toString());
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
