package daybook.book.duckdb;

import org.duckdb.DuckDBDriver;

/** The engine's library. It knows no logger, for it is loaded before there is one. */
public final class EngineLibrary {
  private EngineLibrary() {}

  /** Begins to load it, which takes as long as reading a command line and its settings does. */
  public static void loadAhead() {
    Thread.ofPlatform().daemon().name("engine").start(EngineLibrary::load);
  }

  private static void load() {
    try {
      Class.forName("org.duckdb.DuckDBNative");
      Class.forName(DuckDBDriver.class.getName());
    } catch (ReflectiveOperationException | LinkageError _) {
      // Opening a store fails in the same way, and says why.
    }
  }
}
