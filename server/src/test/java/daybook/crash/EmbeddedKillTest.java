package daybook.crash;

/** The embedded store loses nothing: each book is a file in its data directory. */
class EmbeddedKillTest extends KillContract {
  @Override
  World world(int lane) {
    return new World() {
      @Override
      public String configuration() {
        return "store: duckdb\n";
      }

      @Override
      public void reset() {
        // A new data directory is an empty store.
      }
    };
  }
}
