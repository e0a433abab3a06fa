package daybook.report;

import java.util.List;

/**
 * A part of a list.
 *
 * @param number from 0
 * @param size how many a page holds, at least 1
 */
public record Page(long number, int size) {
  /** Everything. */
  public static final Page WHOLE = new Page(0, Integer.MAX_VALUE);

  public Page {
    if (number < 0 || size < 1) {
      throw new IllegalArgumentException("Page " + number + " of " + size);
    }
  }

  /** Past the end it is empty. */
  <T> List<T> of(List<T> all) {
    // Beyond 64 bits there is nothing, so the end of the list stands for everything there.
    long first = number > all.size() / size ? all.size() : number * size;
    return all.subList((int) first, (int) Math.min(all.size(), first + size));
  }
}
