package daybook.book.postgres;

import daybook.book.sql.Sql;
import java.sql.Connection;

/**
 * Advisory locks, which processes on one database take in turn. Each is held to the end of its
 * transaction, however that ends, and given to the next only once a commit is seen by all.
 */
enum Locks {
  BOOKS(1),
  REGISTRY(2),
  TOKENS(3),
  MONTHS(4),
  SCHEMA(5);

  /** Tells Daybook's locks from those of others on the same database. */
  private static final int FAMILY = 0x0DA7_B00C;

  private final int number;

  Locks(int number) {
    this.number = number;
  }

  /** Waits until nobody holds it. */
  void take(Connection connection) {
    take(connection, "pg_advisory_xact_lock");
  }

  /** Waits until nobody holds it alone. */
  void share(Connection connection) {
    take(connection, "pg_advisory_xact_lock_shared");
  }

  private void take(Connection connection, String function) {
    Sql.one(connection, "SELECT " + function + "(?, ?)", row -> row.getString(1), FAMILY, number);
  }
}
