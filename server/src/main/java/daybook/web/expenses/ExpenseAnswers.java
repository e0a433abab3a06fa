package daybook.web.expenses;

import daybook.party.Caller;
import daybook.report.ExpenseQuery;
import daybook.report.ExpenseReport;
import java.util.function.BiFunction;

/** The expense report, as this API asks it. */
public interface ExpenseAnswers {
  /**
   * An opaque text that changes whenever the report may; made of versions within the caller's
   * scope.
   *
   * @throws daybook.model.Refusal if the reseller is not there or not the caller's, or if the book
   *     cannot be asked as of that day
   */
  String version(Caller caller, ExpenseQuery query);

  /**
   * @throws daybook.model.Refusal as {@link #version} does
   */
  ExpenseReport report(Caller caller, ExpenseQuery query);

  /** The two methods as whoever folds the report has them. */
  static ExpenseAnswers of(
      BiFunction<Caller, ExpenseQuery, String> version,
      BiFunction<Caller, ExpenseQuery, ExpenseReport> report) {
    return new ExpenseAnswers() {
      @Override
      public String version(Caller caller, ExpenseQuery query) {
        return version.apply(caller, query);
      }

      @Override
      public ExpenseReport report(Caller caller, ExpenseQuery query) {
        return report.apply(caller, query);
      }
    };
  }
}
