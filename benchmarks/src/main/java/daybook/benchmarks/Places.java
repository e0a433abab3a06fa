package daybook.benchmarks;

import daybook.book.postgres.PostgresServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes empty places for books. The PostgreSQL server is started when the first one is asked for.
 */
final class Places implements AutoCloseable {
  enum Kind {
    EMBEDDED,
    POSTGRES
  }

  /** What a commit promises is kept, unlike in tests; memory as for a small server of its own. */
  private static final String[] SETTINGS = {
    "fsync=on",
    "full_page_writes=on",
    "synchronous_commit=on",
    "shared_buffers=1GB",
    "max_wal_size=8GB",
    "checkpoint_timeout=15min",
    "maintenance_work_mem=256MB",
    "random_page_cost=1.1"
  };

  private final Path folder;
  private @Nullable PostgresServer server;
  private int made;

  Places(Path folder) {
    this.folder = folder;
  }

  Place fresh(Kind kind) {
    return switch (kind) {
      case EMBEDDED -> embedded();
      case POSTGRES -> new Place.Postgres(database());
    };
  }

  Place.Embedded embedded() {
    return new Place.Embedded(folder.resolve("book-" + ++made));
  }

  /** An empty PostgreSQL database. */
  PostgresServer.Database database() {
    PostgresServer started = server;
    if (started == null) {
      started = PostgresServer.start(PostgresServer.Version.NEWEST, SETTINGS);
      server = started;
    }
    return started.newDatabase();
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
