package daybook.cli;

import daybook.App;
import java.time.LocalDate;
import picocli.CommandLine.Command;

/** Opens the book: from now on everything is booked on the day of booking. */
@Command(
    name = "open",
    description = {
      "Open the book: from now on everything is booked on the day of booking.",
      "Before, everything is booked on its delivery's day, as history taken over."
          + " This cannot be undone."
    })
final class OpenCommand extends StoreCommand {
  OpenCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    if (app.bookSettings().openedOn().isPresent()) {
      console.out().println("The book is open since " + app.bookSettings().openedOn().get());
      return 0;
    }
    LocalDate day = app.open();
    console.out().println("The book is open from " + day + " on");
    return 0;
  }
}
