package daybook.config;

import daybook.config.StoreSettings.Embedded;
import daybook.config.StoreSettings.Postgres;
import daybook.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where the book is kept, and refuses what belongs to another store. */
final class StoreReader {
  private static final String ENGINE_MEMORY = "engine_memory_mb";
  private static final int LEAST_ENGINE_MB = 128;
  private static final int MOST_ENGINE_MB = 1_000_000;
  private static final int LEAST_CONNECTIONS = 2;
  private static final int MOST_CONNECTIONS = 1000;
  private static final int LONGEST_CONNECTING_S = 600;
  private static final int LONGEST_REPORT_S = 86_400;

  private final Section root;
  private final Path base;
  private final Map<String, String> environment;

  /** The engines, by the names they have in the file. */
  private enum Engine {
    DUCKDB,
    POSTGRES
  }

  /**
   * @param base where a relative path starts from
   */
  StoreReader(Section root, Path base, Map<String, String> environment) {
    this.root = root;
    this.base = base;
    this.environment = environment;
  }

  /** The store; null where something is wrong with it. */
  @Nullable StoreSettings read() {
    boolean stated = root.names().contains("store");
    Values.Kind<Engine> kind = Values.oneOf(Engine.class);
    Engine engine = stated ? root.require("store", kind) : root.read("store", "duckdb", kind);
    if (engine == null) {
      readBoth();
      return null;
    }
    return switch (engine) {
      case DUCKDB -> {
        Embedded embedded = embedded();
        String said = stated ? "store: duckdb" : "store: duckdb, the default";
        root.forbid(
            "postgres",
            "has no meaning with %s; write store: postgres, or remove it".formatted(said));
        yield embedded;
      }
      case POSTGRES -> {
        root.forbid("data", "has no meaning with store: postgres; remove it");
        root.forbid(ENGINE_MEMORY, "has no meaning with store: postgres; remove it");
        yield postgres();
      }
    };
  }

  /** Which of them is meant cannot be known, so the mistakes in both are said. */
  private void readBoth() {
    embedded();
    Section section = root.optional("postgres");
    if (section != null) {
      postgres(section);
    }
  }

  private Embedded embedded() {
    Path data = root.read("data", "data", Values.pathFrom(base));
    Long memory = root.optional(ENGINE_MEMORY, Values.whole(LEAST_ENGINE_MB, MOST_ENGINE_MB));
    return memory == null ? new Embedded(data) : new Embedded(data, Math.toIntExact(memory));
  }

  private @Nullable Postgres postgres() {
    if (!root.names().contains("postgres")) {
      root.refuse("store", "postgres needs a section postgres with at least a url and a user");
    }
    Section section = root.optional("postgres");
    return section == null ? null : postgres(section);
  }

  private @Nullable Postgres postgres(Section section) {
    String url = section.require("url", PostgresUrl::of);
    String user = section.require("user", Values::text);
    Secret password = new SecretKeys(section, base, environment).optional("password");
    long connections =
        section.read("connections", "10", Values.whole(LEAST_CONNECTIONS, MOST_CONNECTIONS));
    long connecting =
        section.read("connect_timeout_seconds", "10", Values.whole(1, LONGEST_CONNECTING_S));
    long report = section.read("report_timeout_seconds", "60", Values.whole(1, LONGEST_REPORT_S));
    section.refuseUnknown();
    return url == null || user == null
        ? null
        : new Postgres(
            url,
            user,
            password,
            Math.toIntExact(connections),
            Duration.ofSeconds(connecting),
            Duration.ofSeconds(report));
  }
}
