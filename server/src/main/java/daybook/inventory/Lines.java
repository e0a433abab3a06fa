package daybook.inventory;

import daybook.model.NearestName;
import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of a CSV file as RFC 4180 has it, by the columns that its header names. */
final class Lines {
  private final String text;
  private final PlainFile file;
  private final Complaints complaints;

  Lines(String text, PlainFile file, Complaints complaints) {
    this.text = text;
    this.file = file;
    this.complaints = complaints;
  }

  Complaints complaints() {
    return complaints;
  }

  /**
   * Gives every line with as many values as the header to the taker, in order. Blank lines are
   * passed over. Nothing is given where the header is not understood.
   */
  void each(Consumer<Line> taker) {
    RecordHandler handler = new RecordHandler();
    try {
      Iterator<Cells> records =
          CsvReader.builder()
              .allowUnclosedQuote(false)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .build(handler, text)
              .iterator();
      Map<String, Integer> columns = records.hasNext() ? header(records.next()) : noHeader();
      while (columns != null && records.hasNext()) {
        give(records.next(), columns, taker);
      }
    } catch (CsvParseException e) {
      complaints.add(
          handler.line,
          null,
          "its quotes do not match: a quoted value starts and ends with \", and a \" within it is"
              + " doubled; from here on nothing was read");
    }
  }

  private void give(Cells cells, Map<String, Integer> columns, Consumer<Line> taker) {
    if (cells.values().size() != columns.size()) {
      complaints.add(
          cells.line(),
          null,
          "has %d values where the header names %d columns"
              .formatted(cells.values().size(), columns.size()));
      return;
    }
    taker.accept(new Line(cells.line(), cells.values(), columns, complaints));
  }

  private @Nullable Map<String, Integer> noHeader() {
    if (complaints.isEmpty()) {
      complaints.add(1, null, "the header line is missing: " + String.join(",", file.required()));
    }
    return null;
  }

  /** The places of the columns, or nothing if the header is not understood. */
  private @Nullable Map<String, Integer> header(Cells header) {
    Map<String, Integer> columns = new HashMap<>();
    List<String> known = new ArrayList<>(file.required());
    known.addAll(file.optional());
    boolean understood = true;
    for (String name : header.values()) {
      if (!known.contains(name)) {
        complaints.add(header.line(), name, "is no column of this file" + hint(name, known));
        understood = false;
      } else if (columns.putIfAbsent(name, columns.size()) != null) {
        complaints.add(header.line(), name, "the header names this column twice");
        understood = false;
      }
    }
    for (String name : file.required()) {
      if (!columns.containsKey(name)) {
        complaints.add(header.line(), name, "the header lacks this column");
        understood = false;
      }
    }
    return understood ? columns : null;
  }

  private static String hint(String name, List<String> known) {
    return NearestName.of(name, known)
        .map(nearest -> "; did you mean " + nearest + "?")
        .orElseGet(() -> "; it has " + String.join(", ", known));
  }

  private record Cells(long line, List<String> values) {}

  /** Turns what the CSV reader finds into cells, and refuses quotes that it would let through. */
  private final class RecordHandler extends AbstractBaseCsvCallbackHandler<Cells> {
    /** Where the record under way starts, also when it cannot be read to its end. */
    private long line = 1;

    private List<String> values = new ArrayList<>();

    @Override
    protected void handleBegin(long startingLineNumber) {
      line = startingLineNumber;
      values = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      String value = new String(buffer, offset, length);
      if (!quoted && value.indexOf('"') >= 0) {
        complaints.add(
            line,
            null,
            Complaints.quoted(value)
                + " has a quote but is not quoted: put it in quotes and double those within");
      }
      values.add(value);
    }

    @Override
    protected Cells buildRecord() {
      return new Cells(line, values);
    }
  }
}
