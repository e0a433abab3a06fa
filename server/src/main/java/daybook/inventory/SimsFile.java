package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.DaySpan;
import daybook.model.Sim;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import daybook.model.Versioned;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code sims.csv}: SIM cards and the spans over which subscriptions have them, one line a span.
 * The file states the whole set of spans of each SIM that it names.
 */
final class SimsFile implements PlainFile {
  @Override
  public String name() {
    return "sims.csv";
  }

  @Override
  public List<String> required() {
    return List.of(
        "id", "iccid", "original_number", "operator_key", "name", "profile", "subscription_id");
  }

  @Override
  public List<String> optional() {
    return List.of("operator", "from", "to");
  }

  @Override
  public FileResult bring(Lines lines, Registry.Reader now, Registry.Change change) {
    Map<SubscriptionId, Subscription> subscriptions =
        Upsert.rows(RegistryTable.SUBSCRIPTIONS, Subscription::id, now);
    StatedSims stated = new StatedSims(lines.complaints());
    lines.each(line -> take(line, subscriptions, stated));
    stated.checkSpans();
    List<Versioned<Sim>> known = now.rows(RegistryTable.SIMS);
    SimKeys.check(stated, known, lines.complaints());
    return new SimChanges(known, now.rows(RegistryTable.SIM_SPANS), change).write(name(), stated);
  }

  private static void take(
      Line line, Map<SubscriptionId, Subscription> subscriptions, StatedSims stated) {
    Sim sim = sim(line);
    SubscriptionId subscription = line.id("subscription_id", SubscriptionId::new);
    String profile = line.word("profile");
    DaySpan days = days(line);
    if (subscription != null && !subscriptions.containsKey(subscription)) {
      line.refuse("subscription_id", "there is no subscription " + subscription);
    }
    if (sim == null) {
      return;
    }
    // A line that is broken elsewhere still says which SIM it means.
    stated.take(line, sim);
    if (subscription != null && profile != null && days != null && !line.isBroken()) {
      stated.add(line.number(), new SimSpan(sim.id(), days, subscription, profile));
    }
  }

  private static @Nullable Sim sim(Line line) {
    SimId id = line.id("id", SimId::new);
    String iccid = line.word("iccid");
    String number = Objects.requireNonNullElse(line.wordOrNull("original_number"), "");
    String key = line.word("operator_key");
    String operator = line.wordOrNull("operator");
    String text = line.textOrNull("name");
    return id == null || iccid == null || key == null || line.isBroken()
        ? null
        : new Sim(id, iccid, number, key, operator, text);
  }

  private static @Nullable DaySpan days(Line line) {
    LocalDate from = line.dayOrNull("from");
    LocalDate to = line.dayOrNull("to");
    if (from != null && to != null && from.isAfter(to)) {
      line.refuse("from", "the span starts on %s, after its end %s".formatted(from, to));
      return null;
    }
    return new DaySpan(from, to);
  }
}
