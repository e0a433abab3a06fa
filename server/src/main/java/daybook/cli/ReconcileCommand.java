package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.decode.BadSummary;
import daybook.decode.SummaryDecoder;
import daybook.decode.UnreadableDelivery;
import daybook.model.SummaryLayout;
import daybook.model.SummaryLayout.When;
import daybook.reconcile.Comparison;
import daybook.reconcile.Range;
import daybook.reconcile.Row;
import daybook.reconcile.Row.Status;
import daybook.reconcile.TheirSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds an operator's invoice or usage summary against our own books. */
@Command(
    name = "reconcile",
    description = {
      "Hold an operator's summary against our books, line by line.",
      "The exit status is 0 if all is matched within the tolerance, 3 if not."
    })
final class ReconcileCommand extends StoreCommand {
  /** Beside 0, 1 (it could not be done) and 2 (it was not understood). */
  static final int DIFFERS = 3;

  /** Which rows are shown. */
  enum Shown {
    matched,
    differing,
    theirs,
    ours
  }

  @Option(
      names = "--summary",
      required = true,
      paramLabel = "NAME",
      description = "How the file is laid out: a name under summaries in the configuration.")
  String summary = "";

  @Parameters(paramLabel = "FILE", description = "The operator's file.")
  Path file = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "First usage day, YYYY-MM-DD; default: the first that the file names.")
  @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "Last usage day, inclusive; default: the last that the file names.")
  @Nullable LocalDate to;

  @Option(names = "--as-of", paramLabel = "DAY", description = "By our books as of that day.")
  @Nullable LocalDate asOf;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "STATUS",
      description = "Only these rows: ${COMPLETION-CANDIDATES}.")
  @Nullable List<Shown> only;

  @Option(
      names = "--dispute",
      paramLabel = "FILE",
      description = "Write what differs as a file in the operator's form, which must not be there.")
  @Nullable Path dispute;

  @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
  Table.Format format = Table.Format.table;

  ReconcileCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    ReportCommand.requireRange(from, to);
    SummaryLayout layout = app.summary(summary);
    DisputeFile disputed =
        dispute == null ? null : DisputeFile.at(dispute, console.resolve(dispute), layout);
    TheirSummary theirs = new TheirSummary();
    long skipped = read(layout, theirs, console.resolve(file));
    Range range = range(layout, theirs);
    Comparison comparison =
        ReportCommand.answered(() ->
            app.reconciliation().compare(layout, theirs, range, ReportCommand.provider(app), asOf));
    Set<Status> shown = shown();
    ReconciledRows rows = new ReconciledRows(layout);
    comparison.rows().stream().filter(row -> shown.contains(row.status())).forEach(rows::add);
    rows.table().print(format, console.out());
    ReconciledTotals.of(layout, comparison, skipped).forEach(console.err()::println);
    List<Row> differing =
        comparison.rows().stream().filter(row -> row.status() != Status.MATCHED).toList();
    if (disputed != null) {
      console.err().println(disputed.write(differing));
    }
    return comparison.isMatched() ? 0 : DIFFERS;
  }

  private long read(SummaryLayout layout, TheirSummary theirs, Path path) {
    try {
      String name = String.valueOf(path.getFileName());
      return new SummaryDecoder(layout).read(name, Files.newInputStream(path), theirs::add);
    } catch (BadSummary | UnreadableDelivery e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailure(file + " cannot be read: " + FileTrouble.explain(e));
    }
  }

  private Set<Status> shown() {
    if (only == null) {
      return EnumSet.allOf(Status.class);
    }
    Set<Status> shown = EnumSet.noneOf(Status.class);
    for (Shown one : only) {
      shown.add(
          switch (one) {
            case matched -> Status.MATCHED;
            case differing -> Status.DIFFERING;
            case theirs -> Status.THEIRS;
            case ours -> Status.OURS;
          });
    }
    return shown;
  }

  private Range range(SummaryLayout layout, TheirSummary theirs) {
    LocalDate first = from == null ? theirs.first() : from;
    LocalDate last = to == null ? theirs.last() : to;
    if (first == null || last == null) {
      throw new CommandFailure(file + " does not say which days it is about: say --from and --to");
    }
    if (layout.when() instanceof When.Period) {
      if (first.getDayOfMonth() != 1) {
        throw new CommandFailure(
            "summary " + summary + " is by months: --from " + first + " is not the first of one");
      }
      LocalDate end = YearMonth.from(last).atEndOfMonth();
      if (to != null && !to.equals(end)) {
        throw new CommandFailure(
            "summary " + summary + " is by months: --to " + to + " is not the last of one");
      }
      last = end;
    }
    if (first.isAfter(last)) {
      throw new CommandFailure(
          "no day is left to compare: from %s to %s; %s is about %s to %s"
              .formatted(first, last, file, theirs.first(), theirs.last()));
    }
    return new Range(layout.when(), first, last);
  }
}
