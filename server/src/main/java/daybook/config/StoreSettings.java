package daybook.config;

import daybook.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the book is kept. */
public sealed interface StoreSettings {
  /**
   * In a directory of this machine, by the engine in this program.
   *
   * @param engineMemoryMb the most that the engine takes, beside the Java heap; {@link
   *     #HALF_OF_THE_MACHINE}: half of the machine's memory
   */
  record Embedded(Path data, int engineMemoryMb) implements StoreSettings {
    public static final int HALF_OF_THE_MACHINE = 0;

    /** With an engine that may take half of the machine's memory. */
    public Embedded(Path data) {
      this(data, HALF_OF_THE_MACHINE);
    }
  }

  /**
   * In a PostgreSQL database.
   *
   * @param url as JDBC names it; holds neither a user nor a password
   * @param password absent: the database does not ask this user for one, or the driver finds it
   * @param connections the most that are open for reading at a time, at least 2
   * @param connectTimeout how long a connection is waited for
   * @param reportTimeout how long a statement that reads may take
   */
  record Postgres(
      String url,
      String user,
      @Nullable Secret password,
      int connections,
      Duration connectTimeout,
      Duration reportTimeout)
      implements StoreSettings {}
}
