package daybook.book.duckdb;

import org.duckdb.DuckDBDriver;

/** The engine's library. It knows no logger, for it is loaded before there is one. */
public final class Engine {
  private Engine() {}

  /**
   * Begins to load the engine, which takes as long as reading a command line and its settings does.
   */
  public static void loadAhead() {
    Thread.ofPlatform().daemon().name("engine").start(Engine::load);
  }

  private static void load() {
    try {
      Class.forName("org.duckdb.DuckDBNative");
      Class.forName(DuckDBDriver.class.getName());
    } catch (ReflectiveOperationException | LinkageError e) {
      // Opening a store fails in the same way, and says why.
      return;
    }
  }
}
