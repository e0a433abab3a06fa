package daybook.party;

import java.util.Arrays;

/** Where each of the ids stands that a registry gave out; at once where it left none out. */
final class SortedIds {
  private final long[] ids;

  /**
   * @param ids ascending
   */
  SortedIds(long[] ids) {
    this.ids = ids.clone();
  }

  int size() {
    return ids.length;
  }

  long get(int place) {
    return ids[place];
  }

  /** Where an id stands; negative if it is not there. */
  int place(long id) {
    long guess = ids.length == 0 ? -1 : id - ids[0];
    return guess >= 0 && guess < ids.length && ids[(int) guess] == id
        ? (int) guess
        : Arrays.binarySearch(ids, id);
  }
}
