package daybook.book;

/**
 * The store cannot be reached at the moment, or took longer than it may. Nothing was changed, and
 * trying again later is safe; so this is never thrown where a commit may have arrived.
 */
public final class StoreUnavailable extends StoreFailure {
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
