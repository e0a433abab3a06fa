package daybook.web;

import daybook.party.Caller;
import daybook.report.Snapshot;

/**
 * A report as an API asks it, without knowing who folds it.
 *
 * @param <Q> what is asked
 * @param <R> what is answered
 */
@FunctionalInterface
public interface Answers<Q, R> {
  /**
   * @throws daybook.model.Refusal if what is asked for is not there or not the caller's, has a
   *     number that no id can have, or if the book cannot be asked as of that day
   */
  Snapshot<R> at(Caller caller, Q query);
}
