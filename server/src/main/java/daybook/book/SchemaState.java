package daybook.book;

import java.util.List;

/**
 * How far a store's schema is.
 *
 * @param version the number of the last script that has run; 0: none has
 * @param pending the scripts that this program would run when it opens the store, in order
 */
public record SchemaState(int version, List<String> pending) {
  public SchemaState {
    pending = List.copyOf(pending);
  }
}
