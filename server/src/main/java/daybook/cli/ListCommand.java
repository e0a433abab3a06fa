package daybook.cli;

import daybook.App;
import daybook.book.Delivery;
import daybook.book.KeptLine;
import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.book.SyncRun;
import daybook.model.Account;
import daybook.model.Manager;
import daybook.model.Rating;
import daybook.model.Reseller;
import daybook.model.Sim;
import daybook.model.SimGroup;
import daybook.model.SimSpan;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import daybook.model.UsageRecord;
import daybook.model.Versioned;
import daybook.party.Directory;
import daybook.report.Stake;
import daybook.report.Stakes;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what there is, with ids. */
@Command(name = "list", description = "List what there is, with ids.")
final class ListCommand extends StoreCommand {
  enum Kind {
    resellers,
    accounts,
    subscriptions,
    sims,
    groups,
    managers,
    tokens,
    deliveries,
    runs,
    rejected,
    conflicts,
    parked,
    unrated
  }

  @Parameters(paramLabel = "KIND", description = "One of: ${COMPLETION-CANDIDATES}.")
  Kind kind = Kind.resellers;

  @Option(
      names = "--reseller",
      paramLabel = "ID",
      description = "Only of this reseller and those below.")
  @Nullable Long reseller;

  @Option(names = "--account", paramLabel = "ID", description = "Only of this account.")
  @Nullable Long account;

  @Option(names = "--feed", paramLabel = "NAME", description = "Only of this feed.")
  @Nullable String feed;

  @Option(
      names = "--match",
      paramLabel = "TEXT",
      description = "Only rows in which some value contains the text.")
  @Nullable String match;

  @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
  Table.Format format = Table.Format.table;

  ListCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    StakeTotals totals = new StakeTotals();
    Table table =
        switch (kind) {
          case resellers -> resellers(app.directories().now());
          case accounts -> accounts(app.directories().now());
          case subscriptions -> subscriptions(app);
          case sims -> sims(app.directories().now());
          case groups -> groups(app.directories().now());
          case managers -> managers(app.directories().now());
          case tokens -> tokens(app);
          case deliveries -> deliveries(app);
          case runs -> runs(app);
          case rejected -> kept(app, KeptLine.Kind.REJECTED);
          case conflicts -> kept(app, KeptLine.Kind.CONFLICT);
          case parked -> parked(app, totals);
          case unrated -> unrated(app, totals);
        };
    String text = match;
    (text == null ? table : table.matching(text)).print(format, console.out());
    switch (kind) {
      case parked -> console.err().println(totals.ofLines());
      case unrated -> console.err().println(totals.ofSessionDays());
      case resellers,
          accounts,
          subscriptions,
          sims,
          groups,
          managers,
          tokens,
          deliveries,
          runs,
          rejected,
          conflicts -> {}
    }
    return 0;
  }

  private Table resellers(Directory directory) {
    Table table = new Table("id", "parent_id", "name", "currency");
    for (Reseller row : directory.resellers()) {
      if (isWanted(directory, row, null)) {
        table.row(
            row.id().value(),
            row.parent() == null ? null : row.parent().value(),
            row.name(),
            row.currency());
      }
    }
    return table;
  }

  private Table accounts(Directory directory) {
    Table table = new Table("id", "reseller_id", "name");
    for (Account row : directory.accounts()) {
      if (isWanted(directory, row)) {
        table.row(row.id().value(), row.reseller().value(), row.name());
      }
    }
    return table;
  }

  private Table subscriptions(App app) {
    Table table = new Table("id", "account_id", "reseller_id", "name");
    Directory directory = app.directories().now();
    List<Versioned<Subscription>> rows =
        app.registry()
            .read(new Registry.When.Now(), reader -> reader.rows(RegistryTable.SUBSCRIPTIONS));
    for (Versioned<Subscription> version : rows) {
      Subscription row = version.row();
      Account owner = directory.account(row.account()).orElseThrow();
      if (isWanted(directory, owner)) {
        table.row(row.id().value(), owner.id().value(), owner.reseller().value(), row.name());
      }
    }
    return table;
  }

  private Table sims(Directory directory) {
    Table table =
        new Table(
            "id",
            "iccid",
            "original_number",
            "operator_key",
            "operator",
            "name",
            "profile",
            "subscription_id",
            "from",
            "to");
    for (Sim sim : directory.sims()) {
      for (SimSpan span : directory.spans(sim.id())) {
        if (isWanted(directory, directory.accountOf(span.subscription()).orElseThrow())) {
          table.row(
              sim.id().value(),
              sim.iccid(),
              sim.originalNumber(),
              sim.operatorKey(),
              sim.operator(),
              sim.name(),
              span.profile(),
              span.subscription().value(),
              span.days().from(),
              span.days().to());
        }
      }
    }
    return table;
  }

  private Table groups(Directory directory) {
    Table table = new Table("id", "reseller_id", "name", "sims");
    for (SimGroup row : directory.groups()) {
      if (isWanted(directory, directory.reseller(row.reseller()).orElseThrow(), null)) {
        table.row(
            row.id().value(),
            row.reseller().value(),
            row.name(),
            directory.members(row.id()).length);
      }
    }
    return table;
  }

  private Table managers(Directory directory) {
    Table table = new Table("id", "reseller_id", "account_id", "name", "email", "role", "active");
    for (Manager row : directory.managers()) {
      if (isWanted(
          directory,
          directory.reseller(row.reseller()).orElseThrow(),
          row.account() == null ? null : row.account().value())) {
        table.row(
            row.id().value(),
            row.reseller().value(),
            row.account() == null ? null : row.account().value(),
            row.name(),
            row.email(),
            row.role(),
            row.active());
      }
    }
    return table;
  }

  private static Table tokens(App app) {
    Table table = new Table("id", "manager_id", "created_at", "expires_at", "revoked_at");
    for (Registry.TokenRow row : app.registry().tokens()) {
      table.row(
          row.id().value(),
          row.manager().value(),
          row.createdAt(),
          row.expiresAt(),
          row.revokedAt());
    }
    return table;
  }

  private Table deliveries(App app) {
    Table table =
        new Table(
            "id",
            "feed",
            "sequence",
            "name",
            "arrived_at",
            "booked_on",
            "read",
            "stored",
            "duplicate",
            "conflict",
            "rejected",
            "parked",
            "withdrawn",
            "size",
            "sha256");
    for (Delivery row : app.facts().deliveries()) {
      if (isWanted(row.feed())) {
        Delivery.Counts counts = row.counts();
        table.row(
            row.id().value(),
            row.feed(),
            row.sequence(),
            row.name(),
            row.arrivedAt(),
            row.bookedDay(),
            counts.read(),
            counts.stored(),
            counts.duplicate(),
            counts.conflict(),
            counts.rejected(),
            counts.parked(),
            row.withdrawal() == null ? null : row.withdrawal().why(),
            row.size(),
            row.sha256());
      }
    }
    return table;
  }

  private Table runs(App app) {
    Table table =
        new Table("feed", "begun_at", "ended_at", "listed", "taken", "refused", "trouble");
    for (SyncRun row : app.facts().syncRuns()) {
      if (isWanted(row.feed())) {
        table.row(
            row.feed(),
            row.begunAt(),
            row.endedAt(),
            row.listed(),
            row.taken(),
            row.refused(),
            row.trouble());
      }
    }
    return table;
  }

  private Table kept(App app, KeptLine.Kind wanted) {
    Table table = new Table("delivery_id", "feed", "file", "line", "reason", "raw");
    for (KeptLine row : app.facts().keptLines(wanted)) {
      if (isWanted(row.feed())) {
        table.row(
            row.delivery().value(), row.feed(), row.file(), row.line(), row.reason(), row.raw());
      }
    }
    return table;
  }

  /** Lines whose SIM is not known yet: for how long, and how much is at stake. */
  private Table parked(App app, StakeTotals totals) {
    Table table =
        new Table("delivery_id", "feed", "file", "line", "age_days", "bytes", "reason", "raw");
    for (KeptLine row : app.facts().keptLines(KeptLine.Kind.PARKED)) {
      if (isWanted(row.feed())) {
        UsageRecord record = row.record();
        Long bytes = record == null ? null : Math.addExact(record.bytesUp(), record.bytesDown());
        boolean shown =
            addMatching(
                table,
                row.delivery().value(),
                row.feed(),
                row.file(),
                row.line(),
                ChronoUnit.DAYS.between(row.deliveredOn(), app.today()),
                bytes,
                row.reason(),
                row.raw());
        if (shown) {
          totals.add(bytes == null ? 0 : bytes, List.of());
        }
      }
    }
    return table;
  }

  /** Session days that some tier cannot be charged for: why, for how long, how much it is. */
  private Table unrated(App app, StakeTotals totals) {
    Table table =
        new Table(
            "day",
            "sim_id",
            "sid",
            "subscription_id",
            "operator",
            "profile",
            "age_days",
            "bytes",
            "at_stake",
            "missing");
    Directory directory = app.directories().now();
    Stakes stakes = new Stakes(app.priceBook(), directory);
    UnratedSessions sessions = new UnratedSessions(app);
    for (UnratedSessions.SessionDay day : sessions.days()) {
      SubscriptionId subscription = Objects.requireNonNull(day.subscription());
      Account owner = directory.accountOf(subscription).orElseThrow();
      if (isWanted(directory, owner)) {
        Rating rating = sessions.rating(day);
        List<Stake> atStake = stakes.of(rating, owner, day.key().usageDay(), day.bytes());
        boolean shown =
            addMatching(
                table,
                day.key().usageDay(),
                day.key().sim().value(),
                day.key().sid(),
                subscription.value(),
                rating.operator(),
                rating.profile(),
                ChronoUnit.DAYS.between(day.bookedOn(), app.today()),
                day.bytes(),
                atStake.stream().map(StakeTotals::text).collect(Collectors.joining("; ")),
                missing(rating));
        if (shown) {
          totals.add(day.bytes(), atStake);
        }
      }
    }
    return table;
  }

  /** Adds a row unless {@code --match} leaves it out, and says which of the two. */
  private boolean addMatching(Table table, @Nullable Object... values) {
    String text = match;
    boolean matches = text == null || Table.contains(text, values);
    if (matches) {
      table.row(values);
    }
    return matches;
  }

  private static String missing(Rating rating) {
    return rating.tiers().stream()
        .filter(tier -> !tier.isComplete())
        .map(tier -> sale(rating, tier) + ": " + missing(tier.pricing()))
        .collect(Collectors.joining("; "));
  }

  private static String sale(Rating rating, Rating.Tier tier) {
    return (tier.seller() == null ? "operator:" + rating.operator() : "reseller:" + tier.seller())
        + " to "
        + (tier.buyer() == null ? "account" : "reseller:" + tier.buyer());
  }

  private static String missing(Rating.Pricing pricing) {
    return switch (pricing) {
      case Rating.Unrated(Rating.Reason reason) -> reason.name().toLowerCase(Locale.ROOT);
      case Rating.Priced priced ->
          priced.revenue() instanceof Rating.Conversion.Missing
              ? "no rate into the seller's currency"
              : "no rate into EUR";
    };
  }

  private boolean isWanted(Directory directory, Account row) {
    return isWanted(directory, directory.reseller(row.reseller()).orElseThrow(), row.id().value());
  }

  private boolean isWanted(Directory directory, Reseller row, @Nullable Long ofAccount) {
    Long top = reseller;
    return (account == null || account.equals(ofAccount))
        && (top == null
            || directory.path(row.id()).stream().anyMatch(node -> node.id().value() == top));
  }

  private boolean isWanted(String ofFeed) {
    return feed == null || feed.equals(ofFeed);
  }
}
