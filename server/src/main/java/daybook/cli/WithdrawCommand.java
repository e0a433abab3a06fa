package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.book.Withdrawal;
import daybook.intake.Corrections;
import daybook.model.DeliveryId;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a delivery back. */
@Command(
    name = "withdraw",
    description = {
      "Take a delivery back, as if it had not come.",
      "What it has in the books is reversed; what other deliveries say of the same records"
          + " counts."
    })
final class WithdrawCommand extends StoreCommand {
  @Parameters(
      paramLabel = "DELIVERY",
      description = "The delivery's number, as 'list deliveries' has it.")
  long delivery;

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "The reason; it is kept.")
  String why = "";

  WithdrawCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    if (why.isBlank()) {
      throw new CommandFailure("--why is empty; state a reason, it is kept");
    }
    Corrections.Withdrawn withdrawn = withdraw(app);
    Withdrawal withdrawal = Objects.requireNonNull(withdrawn.delivery().withdrawal());
    console
        .out()
        .println(
            withdrawn.before()
                ? "delivery %s (%s) was withdrawn before, on %s: %s"
                    .formatted(
                        withdrawn.delivery().id(),
                        withdrawn.delivery().name(),
                        withdrawal.bookedDay(),
                        withdrawal.why())
                : "delivery %s (%s) is withdrawn: %d records left the books, booked on %s"
                    .formatted(
                        withdrawn.delivery().id(),
                        withdrawn.delivery().name(),
                        withdrawn.records(),
                        withdrawal.bookedDay()));
    return 0;
  }

  private Corrections.Withdrawn withdraw(App app) {
    try {
      return app.withdraw(new DeliveryId(delivery), why.strip());
    } catch (Corrections.UnknownDelivery e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }
}
