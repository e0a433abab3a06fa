package daybook.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a manager may do; the account user is the one role that belongs to an account. */
public enum Role {
  ADMIN,
  FINANCE,
  OPERATIONS,
  VIEWER,
  ACCOUNT_USER;

  /** Whether the role may read a reseller's expenses. */
  public boolean mayReadExpenses() {
    return this == ADMIN || this == FINANCE;
  }

  /** Whether the provider's managers of this role see feeds, deliveries and raw records. */
  public boolean mayReadRawRecords() {
    return this == ADMIN || this == OPERATIONS;
  }

  /** The name used in files and on the command line: {@code admin}, {@code account_user}, … */
  public String symbol() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> ofSymbol(String symbol) {
    return Arrays.stream(values()).filter(role -> role.symbol().equals(symbol)).findFirst();
  }

  @Override
  public String toString() {
    return symbol();
  }
}
