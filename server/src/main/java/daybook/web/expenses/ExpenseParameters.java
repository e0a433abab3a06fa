package daybook.web.expenses;

import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.ResellerId;
import daybook.report.ExpenseQuery;
import daybook.report.ExpenseQuery.Basis;
import daybook.web.DateForm;
import daybook.web.Query;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** Reads what is asked from the path and the query; parameters that are not known are ignored. */
final class ExpenseParameters {
  private static final String FROM = "date_from";
  private static final String TO = "date_to";

  private final Query query;

  private ExpenseParameters(Query query) {
    this.query = query;
  }

  /**
   * @param reseller as it stands in the path
   * @throws Refusal if a parameter is missing or wrong, or if no reseller can have such an id
   */
  static ExpenseQuery read(String reseller, Query query) {
    return new ExpenseParameters(query).read(reseller);
  }

  private ExpenseQuery read(String reseller) {
    LocalDate from = required(FROM);
    LocalDate to = required(TO);
    if (from.isAfter(to)) {
      throw new Refusal(new Problem.ReversedDates(FROM, TO));
    }
    boolean downstream = oneOf("include", Set.of("downstream")).isPresent();
    boolean revenue = oneOf("basis", Set.of("expense", "revenue")).equals(Optional.of("revenue"));
    LocalDate asOf = date("as_of").orElse(null);
    Basis basis = revenue ? Basis.REVENUE : Basis.EXPENSE;
    return new ExpenseQuery(id(reseller), from, to, basis, downstream, asOf);
  }

  private LocalDate required(String name) {
    return date(name).orElseThrow(() -> new Refusal(new Problem.Missing(name)));
  }

  private Optional<LocalDate> date(String name) {
    return query.single(name).map(value -> DateForm.YEAR_FIRST.parse(name, value));
  }

  private Optional<String> oneOf(String name, Set<String> known) {
    Optional<String> value = query.single(name);
    value.ifPresent(given -> {
      if (!known.contains(given)) {
        throw new Refusal(new Problem.UnknownValue(name, given, known));
      }
    });
    return value;
  }

  private static ResellerId id(String text) {
    if (!text.matches("[0-9]+")) {
      throw new Refusal(new Problem.UnknownReseller(text));
    }
    try {
      return new ResellerId(Long.parseLong(text));
    } catch (IllegalArgumentException e) {
      // 0 and what is beyond 64 bits: no id, so no reseller's.
      throw new Refusal(new Problem.UnknownReseller(text));
    }
  }
}
