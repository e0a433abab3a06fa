package daybook.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers everything that is wrong with one file, so that it can be said at once. */
final class Complaints {
  /** A file of another kind is wrong on every line; nobody reads more than these. */
  private static final int SHOWN = 100;

  private final String file;
  private final List<BadLine> badLines = new ArrayList<>();

  Complaints(String file) {
    this.file = file;
  }

  void add(long line, @Nullable String column, String reason) {
    badLines.add(new BadLine(file, line, column, reason));
  }

  boolean isEmpty() {
    return badLines.isEmpty();
  }

  /** The first in the order of the file; rules are checked in another. */
  List<BadLine> shown() {
    return badLines.stream().sorted(Comparator.comparingLong(BadLine::line)).limit(SHOWN).toList();
  }

  long more() {
    return Math.max(0, badLines.size() - SHOWN);
  }

  /**
   * Why something booked keeps its place in the tree, and what to do instead.
   *
   * @param what as {@code account 5}
   * @param where as {@code with reseller 2}
   */
  static String stays(String what, String where) {
    return what
        + " stays "
        + where
        + ", for usage is booked under it; a customer moves by a new subscription and a new SIM"
        + " span";
  }

  /** A value as a message shows it: short, and on one line. */
  static String quoted(String value) {
    int most = 60;
    String head = value.length() <= most ? value : value.substring(0, most) + "…";
    StringBuilder shown = new StringBuilder("\"");
    head.chars().forEach(c -> shown.append(Character.isISOControl(c) ? '\uFFFD' : (char) c));
    return shown.append('"').toString();
  }
}
