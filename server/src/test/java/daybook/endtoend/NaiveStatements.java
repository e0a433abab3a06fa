package daybook.endtoend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The second calculation of which statements of an operator's files count: everything in memory,
 * one identity after the other, by the rules of docs/numbers.md.
 */
final class NaiveStatements {
  /** A feed's policy for an identity that is stated with other content. */
  enum Policy {
    REFUSE,
    REPLACE,
    CUMULATIVE
  }

  /** A line of a file. */
  record Line(
      String identity, String imsi, String session, LocalDate day, int minute, long up, long down) {
    Line with(long otherUp, long otherDown) {
      return new Line(identity, imsi, session, day, minute, otherUp, otherDown);
    }
  }

  private record Statement(String delivery, Line line) {}

  private final Policy policy;
  private final Map<String, List<Statement>> statements = new LinkedHashMap<>();
  private final Map<String, Statement> inForce = new HashMap<>();
  private final Set<String> withdrawn = new HashSet<>();

  /** Keys under which no SIM is registered yet; what is said of them is parked. */
  private final Set<String> unknown = new HashSet<>();

  NaiveStatements(Policy policy) {
    this.policy = policy;
  }

  void deliver(String delivery, List<Line> lines, Set<String> replaced) {
    for (Line line : lines) {
      Statement current = inForce.get(line.identity());
      if (current != null && replaced.contains(current.delivery())) {
        inForce.remove(line.identity());
      }
      Statement said = new Statement(delivery, line);
      statements.computeIfAbsent(line.identity(), id -> new ArrayList<>()).add(said);
      if (!unknown.contains(line.imsi())) {
        apply(said);
      }
    }
    replaced.forEach(this::withdraw);
  }

  void park(String imsi) {
    unknown.add(imsi);
  }

  void register(String imsi) {
    unknown.remove(imsi);
    for (List<Statement> all : statements.values()) {
      for (Statement said : all) {
        if (said.line().imsi().equals(imsi) && !withdrawn.contains(said.delivery())) {
          apply(said);
        }
      }
    }
  }

  void withdraw(String delivery) {
    withdrawn.add(delivery);
    for (String identity : List.copyOf(inForce.keySet())) {
      if (inForce.get(identity).delivery().equals(delivery)) {
        inForce.remove(identity);
        for (Statement said : statements.get(identity)) {
          if (!withdrawn.contains(said.delivery())) {
            apply(said);
          }
        }
      }
    }
  }

  private void apply(Statement said) {
    Statement current = inForce.get(said.line().identity());
    if (current == null
        || (policy == Policy.REPLACE && !current.line().equals(said.line()))
        || (policy == Policy.CUMULATIVE && grows(current.line(), said.line()))) {
      inForce.put(said.line().identity(), said);
    }
  }

  private static boolean grows(Line from, Line to) {
    return !from.equals(to)
        && from.with(0, 0).equals(to.with(0, 0))
        && to.up() >= from.up()
        && to.down() >= from.down();
  }

  List<Line> lines() {
    return inForce.values().stream().map(Statement::line).toList();
  }
}
