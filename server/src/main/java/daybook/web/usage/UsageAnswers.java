package daybook.web.usage;

import daybook.party.Caller;
import daybook.report.UsagePage;
import daybook.report.UsageQuery;
import java.util.function.BiFunction;

/** The usage report, as this API asks it. */
public interface UsageAnswers {
  /**
   * An opaque text that changes whenever the page may; made of versions within the caller's scope.
   *
   * @throws daybook.model.Refusal if an item of {@code select} is not there or not the caller's, or
   *     has a number that no id can have, or if the book cannot be asked as of that day
   */
  String version(Caller caller, UsageQuery query);

  /**
   * @throws daybook.model.Refusal as {@link #version} does
   */
  UsagePage page(Caller caller, UsageQuery query);

  /** The two methods as whoever folds the report has them. */
  static UsageAnswers of(
      BiFunction<Caller, UsageQuery, String> version,
      BiFunction<Caller, UsageQuery, UsagePage> page) {
    return new UsageAnswers() {
      @Override
      public String version(Caller caller, UsageQuery query) {
        return version.apply(caller, query);
      }

      @Override
      public UsagePage page(Caller caller, UsageQuery query) {
        return page.apply(caller, query);
      }
    };
  }
}
