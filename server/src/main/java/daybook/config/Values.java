package daybook.config;

import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.NearestName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** What the keys want: from a value's text to what it means, or the reason why it means nothing. */
final class Values {
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+-]+");

  private static final Pattern DECIMAL = Pattern.compile("[0-9]+(\\.[0-9]+)?");
  private static final int LONGEST_DECIMAL = 30;

  private static final BigInteger OUTSIDE = BigInteger.ONE.negate();

  private Values() {}

  /** Reads one kind of value. */
  interface Kind<T> {
    T of(String text) throws BadValue;
  }

  static String text(String text) throws BadValue {
    if (text.isBlank() || !text.equals(text.strip())) {
      throw new BadValue("expected a text without blanks around it, not " + shown(text));
    }
    return text;
  }

  static boolean flag(String text) throws BadValue {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadValue("expected true or false, not " + shown(text));
    };
  }

  /**
   * @param least inclusive, not negative
   * @param most inclusive
   */
  static Kind<Long> whole(long least, long most) {
    return text -> {
      BigInteger value = WHOLE.matcher(text).matches() ? new BigInteger(text) : OUTSIDE;
      if (value.compareTo(BigInteger.valueOf(least)) < 0
          || value.compareTo(BigInteger.valueOf(most)) > 0) {
        throw new BadValue(
            "expected a whole number from %d to %d, not %s".formatted(least, most, shown(text)));
      }
      return value.longValueExact();
    };
  }

  /** A constant by its name in small letters. */
  static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
    return text -> {
      for (E value : type.getEnumConstants()) {
        if (symbol(value).equals(text)) {
          return value;
        }
      }
      String symbols =
          Arrays.stream(type.getEnumConstants())
              .map(Values::symbol)
              .collect(Collectors.joining(", "));
      throw new BadValue("expected one of %s, not %s".formatted(symbols, shown(text)));
    };
  }

  private static String symbol(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static DataUnit unit(String text) throws BadValue {
    return DataUnit.ofSymbol(text)
        .orElseThrow(() ->
            new BadValue(
                "expected one of %s, not %s; kB is 1000 bytes, KiB is 1024"
                    .formatted(DataUnit.symbols(), shown(text))));
  }

  /** Plain digits, perhaps with a point. */
  static BigDecimal decimal(String text) throws BadValue {
    if (text.length() > LONGEST_DECIMAL || !DECIMAL.matcher(text).matches()) {
      throw new BadValue("expected a number in plain digits, as 0.005, not " + shown(text));
    }
    return new BigDecimal(text);
  }

  static Currency currency(String text) throws BadValue {
    try {
      return new Currency(text);
    } catch (IllegalArgumentException e) {
      throw new BadValue("expected three capital letters, as EUR, not " + shown(text));
    }
  }

  static ZoneId zone(String text) throws BadValue {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      String hint =
          NearestName.of(text, ZoneId.getAvailableZoneIds())
              .map(nearest -> "; did you mean " + nearest + "?")
              .orElse("; a zone is written as Europe/Berlin, UTC or +03:00");
      throw new BadValue(shown(text) + " is no time zone" + hint);
    }
  }

  static Charset charset(String text) throws BadValue {
    try {
      Charset charset = Charset.forName(text);
      if (charset.canEncode()) {
        return charset;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: an unknown name is refused like a set that cannot be used.
    }
    throw new BadValue(shown(text) + " is no character set; common ones are UTF-8, windows-1252");
  }

  static char delimiter(String text) throws BadValue {
    return text.equals("tab") ? '\t' : character(text);
  }

  static char character(String text) throws BadValue {
    if (text.length() != 1 || Character.isISOControl(text.charAt(0)) || text.equals("\uFEFF")) {
      throw new BadValue("expected one character in quotes, not " + shown(text));
    }
    return text.charAt(0);
  }

  /** A path; a relative one starts from the base. */
  static Kind<Path> pathFrom(Path base) {
    return text -> {
      try {
        return base.resolve(text(text)).normalize();
      } catch (InvalidPathException e) {
        throw new BadValue(shown(text) + " is no path: " + e.getReason());
      }
    };
  }

  /** Which file names belong to a feed; it looks into its place alone and not below. */
  static String glob(String text) throws BadValue {
    if (text.isBlank() || text.contains("/")) {
      throw new BadValue("expected a pattern for file names, as *.csv, not " + shown(text));
    }
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + text);
      return text;
    } catch (PatternSyntaxException e) {
      throw new BadValue(shown(text) + " is no pattern for file names: " + e.getDescription());
    }
  }

  /** The date in a file's name: the expression's one group. */
  static Pattern nameOfDelivery(String text) throws BadValue {
    Pattern pattern = expression(text);
    if (pattern.matcher("").groupCount() != 1) {
      throw new BadValue(
          shown(text) + " must have one group (…) around the date; others are written (?:…)");
    }
    return pattern;
  }

  /** What revisions of a file have in common, and the revision's number: two groups. */
  static Pattern nameOfRevision(String text) throws BadValue {
    Pattern pattern = expression(text);
    if (pattern.matcher("").groupCount() != 2) {
      throw new BadValue(
          shown(text)
              + " must have two groups (…), around what revisions have in common and around the"
              + " revision's number; others are written (?:…)");
    }
    return pattern;
  }

  /** The number of a file in its name: the expression's one group. */
  static Pattern nameOfNumber(String text) throws BadValue {
    Pattern pattern = expression(text);
    if (pattern.matcher("").groupCount() != 1) {
      throw new BadValue(
          shown(text) + " must have one group (…) around the number; others are written (?:…)");
    }
    return pattern;
  }

  static LocalDate day(String text) throws BadValue {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new BadValue("expected a day, as 2024-06-25, not " + shown(text));
    }
  }

  static LocalTime timeOfDay(String text) throws BadValue {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new BadValue("expected a time of day in quotes, as \"06:00\", not " + shown(text));
    }
  }

  static Pattern expression(String text) throws BadValue {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new BadValue(shown(text) + " is no regular expression: " + e.getDescription());
    }
  }

  /** A value as the file would state it, in quotes where YAML wants them. */
  static String shown(String value) {
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
  }
}
