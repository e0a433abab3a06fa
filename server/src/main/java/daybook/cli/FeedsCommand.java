package daybook.cli;

import daybook.App;
import daybook.book.Delivery;
import daybook.book.KeptLine;
import daybook.completeness.FeedState;
import daybook.completeness.Incomplete;
import daybook.completeness.OperatorState;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how every feed is doing, one line each. */
@Command(
    name = "feeds",
    description = "Show how every feed is doing: what came, what is missing, what was kept aside.")
final class FeedsCommand extends StoreCommand {
  @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
  Table.Format format = Table.Format.table;

  FeedsCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    Table table =
        new Table(
            "feed",
            "operator",
            "deliveries",
            "last_delivery",
            "last_arrived_at",
            "complete_through",
            "missing_first",
            "overdue_days",
            "quarantine",
            "parked",
            "parked_days",
            "unrated");
    List<Delivery> deliveries =
        app.facts().deliveries().stream().filter(delivery -> !delivery.isWithdrawn()).toList();
    List<KeptLine> parked = app.facts().keptLines(KeptLine.Kind.PARKED);
    List<KeptLine> rejected = app.facts().keptLines(KeptLine.Kind.REJECTED);
    List<KeptLine> conflicts = app.facts().keptLines(KeptLine.Kind.CONFLICT);
    Map<String, Long> unrated = new UnratedSessions(app).byOperator();
    for (OperatorState operator : app.completeness().operators(null).values()) {
      for (FeedState state : operator.feeds()) {
        String name = state.feed();
        List<Delivery> came =
            deliveries.stream().filter(delivery -> delivery.feed().equals(name)).toList();
        Delivery last = came.isEmpty() ? null : came.getLast();
        table.row(
            name,
            operator.operator(),
            came.size(),
            last == null ? null : last.name(),
            last == null ? null : last.arrivedAt(),
            ReportCommand.completeThrough(state.completeThrough()),
            state.incomplete().isEmpty() ? null : missing(state.incomplete().getFirst()),
            state.overdueDays(),
            of(name, rejected).size() + of(name, conflicts).size(),
            of(name, parked).size(),
            oldestDays(of(name, parked), app.today()),
            unrated.getOrDefault(operator.operator(), 0L));
      }
    }
    table.print(format, console.out());
    return 0;
  }

  private static String missing(Incomplete day) {
    return day.usageDay() + " " + day.state() + ": " + day.lack();
  }

  private static List<KeptLine> of(String feed, List<KeptLine> lines) {
    return lines.stream().filter(line -> line.feed().equals(feed)).toList();
  }

  /** Since the oldest was delivered; null where there is none. */
  private static @Nullable Long oldestDays(List<KeptLine> lines, LocalDate today) {
    return lines.stream()
        .map(line -> ChronoUnit.DAYS.between(line.deliveredOn(), today))
        .max(Long::compare)
        .orElse(null);
  }
}
