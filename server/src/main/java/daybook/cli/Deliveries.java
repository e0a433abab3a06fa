package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.book.Delivery;
import daybook.book.Withdrawal;
import daybook.decode.UnreadableDelivery;
import daybook.feed.ChangedWhileRead;
import daybook.feed.Offered;
import daybook.feed.RefusedDelivery;
import daybook.intake.Intake;
import daybook.model.Feed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes files in one after the other, shows how far it is, and says what became of each. */
final class Deliveries {
  private static final int BAR = 30;

  private final App app;
  private final Console console;

  Deliveries(App app, Console console) {
    this.app = app;
    this.console = console;
  }

  /**
   * @param replaces the name of the delivery that the file corrects, where its own does not say so
   */
  void take(Feed feed, Path file, @Nullable LocalDate deliveredOn, @Nullable String replaces) {
    try {
      take(feed, Offered.of(file), deliveredOn, replaces);
    } catch (UnreadableDelivery | ChangedWhileRead | RefusedDelivery e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailure(file + " cannot be read: " + e.getMessage());
    }
  }

  /** Takes a file in by what its name says. */
  Intake.Taken takeAndTell(Feed feed, Offered file) throws IOException {
    return take(feed, file, null, null);
  }

  private Intake.Taken take(
      Feed feed, Offered file, @Nullable LocalDate deliveredOn, @Nullable String replaces)
      throws IOException {
    Intake.Taken taken;
    try {
      taken =
          app.take(feed, file, deliveredOn, replaces, (lines, bytes) -> show(file, lines, bytes));
    } finally {
      clear();
    }
    console.out().println(summary(taken));
    console.out().flush();
    return taken;
  }

  private void show(Offered file, long lines, long bytes) {
    if (console.terminal()) {
      int done = Math.toIntExact(file.size() == 0 ? BAR : bytes * BAR / file.size());
      console
          .err()
          .print(
              "\r%s [%s%s] %,d lines"
                  .formatted(file.name(), "#".repeat(done), " ".repeat(BAR - done), lines));
      console.err().flush();
    }
  }

  private void clear() {
    if (console.terminal()) {
      console.err().print("\r\u001B[K");
      console.err().flush();
    }
  }

  private static String summary(Intake.Taken taken) {
    Delivery delivery = taken.delivery();
    Delivery.Counts counts = delivery.counts();
    if (taken.before()) {
      Withdrawal withdrawal = delivery.withdrawal();
      return "%s: taken in before, as delivery %s of %s%s; nothing was changed"
          .formatted(
              delivery.name(),
              delivery.id(),
              delivery.bookedDay(),
              withdrawal == null ? "" : ", and withdrawn: " + withdrawal.why());
    }
    String replaced =
        taken.replaced().stream()
            .map(earlier -> ", in place of %s (%s)".formatted(earlier.id(), earlier.name()))
            .collect(Collectors.joining());
    return ("%s: %d read = %d stored + %d duplicate + %d conflict + %d rejected + %d parked;"
            + " booked on %s as delivery %s%s")
        .formatted(
            delivery.name(),
            counts.read(),
            counts.stored(),
            counts.duplicate(),
            counts.conflict(),
            counts.rejected(),
            counts.parked(),
            delivery.bookedDay(),
            delivery.id(),
            replaced);
  }
}
