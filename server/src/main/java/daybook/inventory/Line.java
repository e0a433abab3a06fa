package daybook.inventory;

import daybook.model.Currency;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file. Its values are asked for by column; a value that is not what it must be is
 * complained of and comes back as null, so that all faults of a line are found.
 */
final class Line {
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,19}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  /** What the registry holds of a decimal. */
  private static final int DIGITS_BEFORE = 20;

  private static final int DIGITS_AFTER = 18;

  private final long number;
  private final List<String> values;
  private final Map<String, Integer> columns;
  private final Complaints complaints;
  private boolean broken;

  Line(long number, List<String> values, Map<String, Integer> columns, Complaints complaints) {
    this.number = number;
    this.values = values;
    this.columns = columns;
    this.complaints = complaints;
  }

  /** In the file, from 1, the header counted. */
  long number() {
    return number;
  }

  /** Whether anything of it was complained of. */
  boolean isBroken() {
    return broken;
  }

  void refuse(String column, String reason) {
    broken = true;
    complaints.add(number, column, reason);
  }

  /** A positive 64-bit number. */
  <T> @Nullable T id(String column, LongFunction<T> id) {
    Long value = positive(column);
    return value == null ? null : id.apply(value);
  }

  /** A positive 64-bit number, or null without complaint where there is none. */
  <T> @Nullable T idOrNull(String column, LongFunction<T> id) {
    return cell(column).isEmpty() ? null : id(column, id);
  }

  /** From 1 to the largest 64-bit number. */
  @Nullable Long positive(String column) {
    String cell = cell(column);
    if (WHOLE.matcher(cell).matches()) {
      try {
        long value = Long.parseLong(cell);
        if (value > 0) {
          return value;
        }
      } catch (NumberFormatException e) {
        // It has 19 digits and is larger than 64 bits hold; refused as all the others are.
      }
    }
    refuse(column, expected("a whole number from 1 to " + Long.MAX_VALUE, cell));
    return null;
  }

  /** Any text on any number of lines; may be empty. */
  String text(String column) {
    String cell = cell(column);
    if (cell.chars().anyMatch(c -> Character.isISOControl(c) && "\t\r\n".indexOf(c) < 0)) {
      refuse(column, Complaints.quoted(cell) + " holds a control character");
    }
    return cell;
  }

  /** Text as {@link #text}, or null where it is empty. */
  @Nullable String textOrNull(String column) {
    String text = text(column);
    return text.isEmpty() ? null : text;
  }

  /** A text that others must match letter by letter; not empty. */
  @Nullable String word(String column) {
    String word = wordOrNull(column);
    if (word == null && cell(column).isEmpty()) {
      refuse(column, "must not be empty");
    }
    return word;
  }

  /** A text that others must match letter by letter, or null where it is empty. */
  @Nullable String wordOrNull(String column) {
    String cell = cell(column);
    if (cell.isEmpty()) {
      return null;
    }
    if (!cell.equals(cell.strip())) {
      refuse(column, Complaints.quoted(cell) + " starts or ends with a blank; remove it");
      return null;
    }
    if (cell.chars().anyMatch(Character::isISOControl)) {
      refuse(column, Complaints.quoted(cell) + " holds a control character or a line break");
      return null;
    }
    return cell;
  }

  @Nullable Currency currency(String column) {
    String cell = cell(column);
    try {
      return new Currency(cell);
    } catch (IllegalArgumentException e) {
      refuse(column, expected("three capital letters, as EUR", cell));
      return null;
    }
  }

  @Nullable LocalDate day(String column) {
    String cell = cell(column);
    if (!DAY.matcher(cell).matches()) {
      refuse(column, expected("a date as YYYY-MM-DD", cell));
      return null;
    }
    try {
      return LocalDate.parse(cell);
    } catch (DateTimeException e) {
      refuse(column, Complaints.quoted(cell) + " is no day of the calendar");
      return null;
    }
  }

  @Nullable LocalDate dayOrNull(String column) {
    return cell(column).isEmpty() ? null : day(column);
  }

  @Nullable Boolean flag(String column) {
    String cell = cell(column);
    return switch (cell) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> {
        refuse(column, expected("true or false", cell));
        yield null;
      }
    };
  }

  /** A decimal in plain digits, spelt as the registry gives it back, so that equals compares. */
  @Nullable BigDecimal decimal(String column) {
    String cell = cell(column);
    if (!DECIMAL.matcher(cell).matches()) {
      refuse(column, expected("a number in plain digits with a point, as 0.0085", cell));
      return null;
    }
    BigDecimal stripped = new BigDecimal(cell).stripTrailingZeros();
    BigDecimal value = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    if (value.precision() - value.scale() > DIGITS_BEFORE || value.scale() > DIGITS_AFTER) {
      refuse(
          column,
          "%s has more than %d digits before or %d after the point"
              .formatted(Complaints.quoted(cell), DIGITS_BEFORE, DIGITS_AFTER));
      return null;
    }
    return value;
  }

  /** The value as it stands; empty for an optional column that the header does not name. */
  String cell(String column) {
    Integer place = columns.get(column);
    return place == null ? "" : values.get(place);
  }

  private static String expected(String what, String found) {
    return found.isEmpty()
        ? "must not be empty: expected " + what
        : "expected " + what + ", not " + Complaints.quoted(found);
  }
}
