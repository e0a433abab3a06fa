package daybook.book;

/**
 * The store was told to keep something and then could not be heard: it may be kept or not. Whoever
 * repeats it finds out, and changes nothing if it was.
 */
public final class StoreUnconfirmed extends StoreFailure {
  public StoreUnconfirmed(String message, Throwable cause) {
    super(message, cause);
  }
}
