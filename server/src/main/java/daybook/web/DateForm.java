package daybook.web;

import daybook.model.Problem;
import daybook.model.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** How an API writes dates; read strictly, so that 31-02-2024 is none. */
public enum DateForm {
  /** As 2024-06-25. */
  YEAR_FIRST("YYYY-MM-DD", ChronoField.YEAR, ChronoField.MONTH_OF_YEAR, ChronoField.DAY_OF_MONTH),
  /** As 25-06-2024. */
  DAY_FIRST("DD-MM-YYYY", ChronoField.DAY_OF_MONTH, ChronoField.MONTH_OF_YEAR, ChronoField.YEAR);

  private final String documented;
  private final DateTimeFormatter format;

  DateForm(String documented, ChronoField first, ChronoField second, ChronoField third) {
    this.documented = documented;
    this.format =
        new DateTimeFormatterBuilder()
            .appendValue(first, digits(first))
            .appendLiteral('-')
            .appendValue(second, digits(second))
            .appendLiteral('-')
            .appendValue(third, digits(third))
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
  }

  private static int digits(ChronoField field) {
    return field == ChronoField.YEAR ? 4 : 2;
  }

  /**
   * @throws Refusal naming the parameter, if the value is no calendar date in this form
   */
  public LocalDate parse(String parameter, String value) {
    try {
      return LocalDate.parse(value, format);
    } catch (DateTimeParseException e) {
      throw new Refusal(new Problem.NotADate(parameter, value, documented));
    }
  }
}
