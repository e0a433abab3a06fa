package daybook.book;

/** The store could not do what was asked; what was under way has been rolled back. */
public sealed class StoreFailure extends RuntimeException
    permits StoreUnavailable, StoreUnconfirmed {
  public StoreFailure(String message) {
    super(message);
  }

  public StoreFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
