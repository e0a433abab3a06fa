package daybook.book;

/** The store could not do what was asked; what was under way has been rolled back. */
public final class StoreFailure extends RuntimeException {
  public StoreFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
