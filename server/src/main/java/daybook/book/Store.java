package daybook.book;

/** A book's store, whichever engine keeps it: both ports over one set of data. */
public interface Store extends AutoCloseable {
  Registry registry();

  Facts facts();

  /** Waits for what is being written here; reads under way may fail. */
  @Override
  void close();
}
