package daybook.model;

import java.util.regex.Pattern;

/** A currency by its three-letter code (ISO 4217); codes outside the standard are let through. */
public record Currency(String code) implements Comparable<Currency> {
  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

  public static final Currency EUR = new Currency("EUR");

  public Currency {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "A currency is three capital letters, as EUR, not \"" + code + "\"");
    }
  }

  @Override
  public int compareTo(Currency other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
