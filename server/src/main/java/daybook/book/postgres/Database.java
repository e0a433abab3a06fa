package daybook.book.postgres;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and how it is used.
 *
 * @param url as JDBC names it
 * @param password absent: the database does not ask this user for one, or the driver finds it
 * @param connections the most that are open for reading at a time, at least 2
 * @param connectTimeout how long a connection is waited for
 * @param reportTimeout how long a statement that reads may take
 */
public record Database(
    String url,
    String user,
    @Nullable String password,
    int connections,
    Duration connectTimeout,
    Duration reportTimeout) {
  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + url;
  }
}
