package daybook.cli;

import daybook.App;
import java.util.concurrent.Callable;

/**
 * A command that works on the book: in this process where it can hold the store, else through the
 * server that holds it.
 */
abstract class StoreCommand implements Callable<Integer> {
  private final Stores stores;

  StoreCommand(Stores stores) {
    this.stores = stores;
  }

  /**
   * Does the work on an open book.
   *
   * @return the exit status
   */
  abstract int run(App app, Console console) throws Exception;

  @Override
  public final Integer call() throws Exception {
    return stores.with(this::run);
  }
}
