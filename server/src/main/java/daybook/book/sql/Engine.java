package daybook.book.sql;

import java.sql.Connection;
import java.util.function.Function;

/** What an engine brings to the statements it shares with others: its transactions. */
public interface Engine {
  /**
   * Reads in one transaction, which sees one state of the store whatever is committed meanwhile.
   */
  <R> R read(Function<Connection, R> reading);

  /** Begins a transaction that writes; waits for earlier ones that must not run beside it. */
  Writing write(Purpose purpose);

  /** The store as it was committed last, by whichever process. */
  Latest latest();

  /** What a transaction writes, and so beside which others it may run. */
  enum Purpose {
    /** The books; one at a time, and no change of the registry beside it. */
    BOOKING,
    /** The registry; one at a time. */
    REGISTRY,
    /** Tokens; one at a time, beside any of the others: a token is revoked at once. */
    TOKENS,
    /** Everything; nothing else is written beside it. */
    ALL
  }

  /**
   * The numbers that say whether something that is kept in memory still holds.
   *
   * @param registry of the last change of the registry
   * @param tokens of the last change of tokens
   * @param batch the last batch
   * @param deliveries how many came and how many were withdrawn
   */
  record Latest(long registry, long tokens, long batch, long deliveries) {
    /** As the connection's transaction sees them. */
    public static Latest of(Connection connection) {
      return Counters.latest(connection);
    }
  }
}
