package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.model.ManagerId;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.model.TokenId;
import daybook.party.Tokens;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Issues and revokes API tokens. */
@Command(name = "token", description = "Create or revoke an API token.")
final class TokenCommand extends CommandGroup {
  private final Stores stores;

  TokenCommand(Stores stores) {
    super("Say 'create' or 'revoke'");
    this.stores = stores;
  }

  @Command(
      name = "create",
      description = {
        "Create a token, print it once, and revoke the manager's earlier one.",
        "Standard output has the token alone."
      })
  int create(
      @ArgGroup(multiplicity = "1") For whom,
      @Option(
              names = "--expires",
              paramLabel = "DAY",
              description = "The last day on which it is good, YYYY-MM-DD; default: never ends.")
          @Nullable LocalDate expires)
      throws Exception {
    return stores.with((app, console) -> {
      ManagerId manager = whom.manager(app);
      Instant end = expires == null ? null : app.settings().zone().endOf(expires);
      Tokens.Issued issued = app.tokens().issue(manager, end);
      console.err().println("token " + issued.id() + " of manager " + manager + ":");
      console.out().println(issued.token());
      return 0;
    });
  }

  @Command(name = "revoke", description = "Revoke a token, at once.")
  int revoke(@Parameters(paramLabel = "ID", description = "See list tokens.") long id)
      throws Exception {
    return stores.with((app, console) -> {
      if (id <= 0 || !app.tokens().revoke(new TokenId(id))) {
        throw new CommandFailure("no token " + id + " is in force: see 'list tokens'");
      }
      console.out().println("token " + id + " is revoked");
      return 0;
    });
  }

  /** A manager who is there, or one who is made for a reseller. */
  static final class For {
    @Option(names = "--manager", paramLabel = "ID", description = "A manager, see list managers.")
    @Nullable Long managerId;

    @ArgGroup(exclusive = false)
    @Nullable New fresh;

    ManagerId manager(App app) {
      Long id = managerId;
      if (id != null) {
        return existing(app, id);
      }
      New made = fresh;
      if (made == null) {
        throw new CommandFailure("say --manager ID, or --reseller ID --role ROLE");
      }
      Role role =
          Role.ofSymbol(made.role)
              .filter(known -> known != Role.ACCOUNT_USER)
              .orElseThrow(() ->
                  new CommandFailure(
                      "no role \"" + made.role + "\": admin, finance, operations or viewer"));
      if (made.reseller <= 0) {
        throw new CommandFailure("no reseller " + made.reseller + ": see 'list resellers'");
      }
      return app.addManager(new ResellerId(made.reseller), role);
    }

    private static ManagerId existing(App app, long id) {
      if (id <= 0 || app.directories().now().manager(new ManagerId(id)).isEmpty()) {
        throw new CommandFailure("no manager " + id + ": see 'list managers'");
      }
      return new ManagerId(id);
    }
  }

  /** A manager to be made. */
  static final class New {
    @Option(
        names = "--reseller",
        required = true,
        paramLabel = "ID",
        description = "Make a manager of this reseller first.")
    long reseller;

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "With --reseller: admin, finance, operations or viewer.")
    String role = "";
  }
}
