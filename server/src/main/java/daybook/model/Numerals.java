package daybook.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a file writes decimal numbers: no exponent, and digits in groups only where declared. */
public final class Numerals {
  /** Longer ones are no quantities, and would take long to calculate with. */
  private static final int MOST_CHARACTERS = 100;

  private final char decimal;
  private final @Nullable Character grouping;
  private final Pattern number;

  /**
   * @param decimal what stands before the decimals
   * @param grouping what stands between groups of three digits; absent: nothing
   */
  public Numerals(char decimal, @Nullable Character grouping) {
    this.decimal = decimal;
    this.grouping = grouping;
    String whole =
        grouping == null
            ? "[0-9]+"
            : "(?:[0-9]{1,3}(?:" + Pattern.quote(grouping.toString()) + "[0-9]{3})+|[0-9]+)";
    String point = Pattern.quote(String.valueOf(decimal));
    this.number = Pattern.compile("-?" + whole + "(?:" + point + "[0-9]+)?");
  }

  public char decimal() {
    return decimal;
  }

  /** The number with the decimals it is written with; empty where the text is none. */
  public Optional<BigDecimal> read(String text) {
    if (text.length() > MOST_CHARACTERS || !number.matcher(text).matches()) {
      return Optional.empty();
    }
    String digits = grouping == null ? text : text.replace(grouping.toString(), "");
    return Optional.of(new BigDecimal(digits.replace(decimal, '.')));
  }

  /** In plain digits, without groups. */
  public String write(BigDecimal value) {
    return value.toPlainString().replace('.', decimal);
  }

  /** As short as it can be without an exponent. */
  public static BigDecimal shortest(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
