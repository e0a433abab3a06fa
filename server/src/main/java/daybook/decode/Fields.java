package daybook.decode;

import daybook.model.CsvForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a line at its delimiters (RFC 4180, but a record is one physical line: a quoted field ends
 * on its line, so that one forgotten quote cannot swallow the records after it). Spaces belong to
 * the value; a quote inside an unquoted field is a character like any other.
 */
final class Fields {
  private final char delimiter;
  private final char quote;
  private final String oneQuote;
  private final String twoQuotes;

  private String line = "";
  private int count;
  private int[] from = new int[32];
  private int[] to = new int[32];
  private boolean[] doubled = new boolean[32];

  Fields(CsvForm form) {
    this.delimiter = form.delimiter();
    this.quote = form.quote();
    this.oneQuote = String.valueOf(quote);
    this.twoQuotes = oneQuote + oneQuote;
  }

  /**
   * @param wanted how many fields are needed; fields after them need not be told apart
   * @throws BrokenLine if the line has a NUL, or a quoted field is not closed or goes on after its
   *     end
   */
  void split(String text, int wanted) throws BrokenLine {
    // A page of zero bytes is what a crashed disk leaves of a file; no field beside it is believed.
    if (text.indexOf('\0') >= 0) {
      throw new BrokenLine("the line has a NUL at character " + (text.indexOf('\0') + 1));
    }
    line = text;
    count = 0;
    int at = field(0);
    while (at < line.length() && !(count == wanted && line.indexOf(quote, at) < 0)) {
      at = field(at + 1);
    }
  }

  /** All fields of a line. */
  List<String> all(String text) throws BrokenLine {
    split(text, Integer.MAX_VALUE);
    List<String> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(text(i));
    }
    return all;
  }

  /**
   * @throws BrokenLine if the line has not so many fields
   */
  void requireCount(int least) throws BrokenLine {
    if (count < least) {
      throw new BrokenLine("too few fields: " + count + " of at least " + least);
    }
  }

  /** How many fields were told apart: all, or at least those that are wanted. */
  int count() {
    return count;
  }

  /**
   * @param index from 0
   */
  String text(int index) {
    String text = line.substring(from[index], to[index]);
    return doubled[index] ? text.replace(twoQuotes, oneQuote) : text;
  }

  /**
   * A value that must be there.
   *
   * @throws BrokenLine if it is empty or blank
   */
  String filled(Columns.Place place) throws BrokenLine {
    String text = text(place.index());
    if (text.isBlank()) {
      throw new BrokenLine(place.name() + " is empty");
    }
    return text;
  }

  /** Reads the field that begins there; returns where its delimiter is, or the line's end. */
  private int field(int start) throws BrokenLine {
    if (start < line.length() && line.charAt(start) == quote) {
      return quoted(start + 1);
    }
    int end = line.indexOf(delimiter, start);
    if (end < 0) {
      end = line.length();
    }
    add(start, end, false);
    return end;
  }

  private int quoted(int start) throws BrokenLine {
    boolean quotes = false;
    int close = line.indexOf(quote, start);
    while (close >= 0 && close + 1 < line.length() && line.charAt(close + 1) == quote) {
      quotes = true;
      close = line.indexOf(quote, close + 2);
    }
    if (close < 0) {
      throw new BrokenLine("the quote in field " + (count + 1) + " is not closed on its line");
    }
    int after = close + 1;
    if (after < line.length() && line.charAt(after) != delimiter) {
      throw new BrokenLine("field " + (count + 1) + " goes on after its closing quote");
    }
    add(start, close, quotes);
    return after;
  }

  private void add(int start, int end, boolean quotes) {
    if (count == from.length) {
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
      doubled = Arrays.copyOf(doubled, 2 * count);
    }
    from[count] = start;
    to[count] = end;
    doubled[count] = quotes;
    count++;
  }
}
