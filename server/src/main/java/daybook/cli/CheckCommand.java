package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.report.BookCheck;
import java.util.List;
import picocli.CommandLine.Command;

/** Recomputes what can be recomputed. */
@Command(
    name = "check",
    description = "Check the configuration, the store and every invariant of the books.")
final class CheckCommand extends StoreCommand {
  CheckCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    console
        .out()
        .println(
            "ok    configuration: zone %s, %d feeds; the book is %s"
                .formatted(
                    app.settings().zone().id(),
                    app.settings().feeds().size(),
                    app.bookSettings()
                        .openedOn()
                        .map(day -> "open since " + day)
                        .orElse("not open")));
    List<BookCheck.Finding> findings = app.check().run();
    for (BookCheck.Finding finding : findings) {
      console.out().println((finding.isFault() ? "FAULT " : "ok    ") + finding.text());
    }
    long faults = findings.stream().filter(BookCheck.Finding::isFault).count();
    if (faults > 0) {
      throw new CommandFailure(
          faults + " faults: the books are wrong, keep a copy and report them");
    }
    return 0;
  }
}
