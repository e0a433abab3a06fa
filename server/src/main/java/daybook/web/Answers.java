package daybook.web;

import daybook.party.Caller;
import java.util.function.BiFunction;

/**
 * A report as an API asks it, without knowing who folds it.
 *
 * @param <Q> what is asked
 * @param <R> what is answered
 */
public final class Answers<Q, R> {
  private final BiFunction<Caller, Q, String> versions;
  private final BiFunction<Caller, Q, R> reports;

  public Answers(BiFunction<Caller, Q, String> versions, BiFunction<Caller, Q, R> reports) {
    this.versions = versions;
    this.reports = reports;
  }

  /**
   * An opaque text that changes whenever the answer may; made of versions within the caller's
   * scope.
   *
   * @throws daybook.model.Refusal if what is asked for is not there or not the caller's, has a
   *     number that no id can have, or if the book cannot be asked as of that day
   */
  public String version(Caller caller, Q query) {
    return versions.apply(caller, query);
  }

  /**
   * @throws daybook.model.Refusal as {@link #version} does
   */
  public R answer(Caller caller, Q query) {
    return reports.apply(caller, query);
  }
}
