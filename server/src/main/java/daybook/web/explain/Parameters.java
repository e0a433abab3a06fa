package daybook.web.explain;

import daybook.model.DaySpan;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.report.ExpenseQuery.Basis;
import daybook.report.Page;
import daybook.web.DateForm;
import daybook.web.Query;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads parameters strictly: one that nobody asks for is refused, for it may be a known one
 * misspelt, and the answer would be another.
 */
final class Parameters {
  /** The form of problems is another API's, which chooses its language by this. */
  private static final String LANGUAGE = "lang";

  private static final int DEFAULT_SIZE = 50;

  private final Query query;

  /**
   * @param known the names that may stand in the query
   * @throws Refusal if another one does
   */
  Parameters(Query query, Set<String> known) {
    this.query = query;
    for (Query.Parameter parameter : query.parameters()) {
      if (!known.contains(parameter.name()) && !parameter.name().equals(LANGUAGE)) {
        throw new Refusal(new Problem.UnknownParameter(parameter.name(), new TreeSet<>(known)));
      }
    }
  }

  LocalDate requiredDay(String name) {
    return DateForm.YEAR_FIRST.parse(name, required(name));
  }

  @Nullable LocalDate day(String name) {
    return query.single(name).map(value -> DateForm.YEAR_FIRST.parse(name, value)).orElse(null);
  }

  YearMonth month(String name) {
    String value = required(name);
    if (!value.matches("[0-9]{4}-(0[1-9]|1[0-2])")) {
      throw new Refusal(new Problem.NotADate(name, value, "YYYY-MM"));
    }
    return YearMonth.parse(value);
  }

  /** Days from {@code date_from} to {@code date_to}; one that is absent is unbounded. */
  DaySpan bookedDays() {
    LocalDate from = day("date_from");
    LocalDate to = day("date_to");
    if (from != null && to != null && from.isAfter(to)) {
      throw new Refusal(new Problem.ReversedDates("date_from", "date_to"));
    }
    return new DaySpan(from, to);
  }

  ResellerId reseller() {
    return id("reseller", ResellerId::new, Problem.UnknownReseller::new);
  }

  SubscriptionId subscription() {
    return id("subscription", SubscriptionId::new, Problem.UnknownSubscription::new);
  }

  Basis basis() {
    return oneOf("basis", Set.of(Basis.EXPENSE.symbol(), Basis.REVENUE.symbol()))
        .filter(Basis.REVENUE.symbol()::equals)
        .map(revenue -> Basis.REVENUE)
        .orElse(Basis.EXPENSE);
  }

  Page page(int mostSize) {
    long number = Optional.ofNullable(number("page", 0, Long.MAX_VALUE)).orElse(0L);
    Long size = number("size", 1, mostSize);
    return new Page(number, size == null ? Math.min(DEFAULT_SIZE, mostSize) : size.intValue());
  }

  /**
   * A number that something may have.
   *
   * @param unknown what is said of numbers that nothing has: 0 and those beyond 64 bits
   */
  <T> T id(String name, Function<Long, T> id, Function<String, Problem> unknown) {
    String digits = digits(name, required(name));
    try {
      return id.apply(Long.valueOf(digits));
    } catch (IllegalArgumentException e) {
      throw new Refusal(unknown.apply(digits));
    }
  }

  @Nullable Long number(String name, long least, long most) {
    Optional<String> value = query.single(name);
    if (value.isEmpty()) {
      return null;
    }
    String digits = digits(name, value.get());
    try {
      long number = Long.parseLong(digits);
      if (least <= number && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Beyond 64 bits, so out of range too.
    }
    throw new Refusal(new Problem.OutOfRange(name, digits, least, most));
  }

  Optional<String> text(String name) {
    return query.single(name);
  }

  Optional<String> oneOf(String name, Set<String> known) {
    Optional<String> value = query.single(name);
    if (value.isPresent() && !known.contains(value.get())) {
      throw new Refusal(new Problem.UnknownValue(name, value.get(), known));
    }
    return value;
  }

  private String required(String name) {
    return query.single(name).orElseThrow(() -> new Refusal(new Problem.Missing(name)));
  }

  private static String digits(String name, String value) {
    if (!value.matches("[0-9]+")) {
      throw new Refusal(new Problem.WrongType(name, "integer"));
    }
    return value;
  }
}
