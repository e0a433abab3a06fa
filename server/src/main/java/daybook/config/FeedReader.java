package daybook.config;

import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import daybook.model.DataUnit;
import daybook.model.Expectations;
import daybook.model.Feed;
import daybook.model.Feed.ConflictPolicy;
import daybook.model.Feed.Counting;
import daybook.model.Feed.DayRule;
import daybook.model.Feed.DeliveryDay;
import daybook.model.Feed.Revisions;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what one feed declares and refuses what contradicts itself. */
final class FeedReader {
  /** One TiB, 1,099,511,627,776 bytes: no session carries more. */
  private static final String MAX_RECORD_BYTES = Long.toString(1L << 40);

  private static final int LONGEST_DELAY_DAYS = 366;

  private final Section feed;
  private final PlaceReader place;

  /**
   * @param base where a relative path starts from
   */
  FeedReader(Section feed, Path base, Map<String, String> environment) {
    this.feed = feed;
    this.place = new PlaceReader(feed, base, environment);
  }

  /** The feed; null where something is wrong with it. */
  @Nullable Feed read(String name) {
    String operator = feed.require("operator", Values::text);
    PlaceReader.Placed placed = place.read();
    ZoneId clock = feed.require("clock", Values::zone);
    DayRule dayRule = feed.read("day_rule", "start", Values.oneOf(DayRule.class));
    ConflictPolicy onConflict =
        feed.read("on_conflict", "refuse", Values.oneOf(ConflictPolicy.class));
    DeliveryDay deliveryDay = deliveryDay();
    Revisions revisions = revisions();
    Expectations expectations = expectations();
    long maxBytes =
        feed.read("max_record_bytes", MAX_RECORD_BYTES, Values.whole(1, Long.MAX_VALUE));
    CsvKeys csv = csv();
    Volumes volumes = volumes();
    List<Column> identity = feed.columns("identity", null);
    List<Column> session = feed.columns("session", "record");
    feed.refuseUnknown();
    csv.form().refuseNamesWithoutHeader("identity", identity, feed);
    csv.form().refuseNamesWithoutHeader("session", session, feed);
    Counting counting = volumes.counting();
    if (counting != null) {
      refuseContradictions(counting, dayRule, onConflict, session);
    }
    CsvLayout layout = csv.layout(volumes.unit(), identity, session);
    if (operator == null || clock == null || layout == null || counting == null) {
      return null;
    }
    return new Feed(
        name,
        operator,
        placed.place(),
        placed.files(),
        placed.stableFor(),
        layout,
        clock,
        dayRule,
        counting,
        onConflict,
        deliveryDay,
        revisions,
        expectations,
        maxBytes);
  }

  private record Volumes(@Nullable DataUnit unit, @Nullable Counting counting) {}

  private Volumes volumes() {
    Section volumes = feed.require("volumes");
    if (volumes == null) {
      return new Volumes(null, null);
    }
    Volumes read =
        new Volumes(
            volumes.require("unit", Values::unit),
            volumes.require("counting", Values.oneOf(Counting.class)));
    volumes.refuseUnknown();
    return read;
  }

  private CsvKeys csv() {
    Section csv = feed.require("csv");
    return csv == null ? CsvKeys.MISSING : CsvKeys.read(csv);
  }

  private @Nullable DeliveryDay deliveryDay() {
    Section section = feed.optional("delivered_on");
    if (section == null) {
      return null;
    }
    Pattern pattern = section.require("pattern", Values::nameOfDelivery);
    DateTimeFormatter date = section.require("date", StrictPattern::day);
    long plusDays = section.read("plus_days", "0", Values.whole(0, LONGEST_DELAY_DAYS));
    section.refuseUnknown();
    return pattern == null || date == null
        ? null
        : new DeliveryDay(pattern, date, Math.toIntExact(plusDays));
  }

  private @Nullable Revisions revisions() {
    Section section = feed.optional("revisions");
    if (section == null) {
      return null;
    }
    Pattern pattern = section.require("pattern", Values::nameOfRevision);
    section.refuseUnknown();
    return pattern == null ? null : new Revisions(pattern);
  }

  private @Nullable Expectations expectations() {
    Section section = feed.optional("expects");
    return section == null ? null : new ExpectationsReader(section).read();
  }

  private void refuseContradictions(
      Counting counting, DayRule dayRule, ConflictPolicy onConflict, List<Column> session) {
    if (counting == Counting.CUMULATIVE) {
      refuseCumulative(dayRule, onConflict, session);
    } else if (onConflict == ConflictPolicy.CUMULATIVE && !session.isEmpty()) {
      feed.refuse(
          "on_conflict",
          "cumulative means that each record is a session which grows; write session: record");
    }
  }

  private void refuseCumulative(DayRule dayRule, ConflictPolicy onConflict, List<Column> session) {
    if (dayRule == DayRule.SPLIT) {
      feed.refuse(
          "day_rule",
          "split needs counting: increments, for a running total does not say on which side of"
              + " midnight it grew; write start");
    }
    if (onConflict == ConflictPolicy.CUMULATIVE) {
      feed.refuse(
          "on_conflict", "cumulative says what counting: cumulative says already; write refuse");
    }
    if (onConflict == ConflictPolicy.REPLACE) {
      feed.refuse(
          "on_conflict",
          "replace needs counting: increments, for a running total that goes back contradicts"
              + " what followed; write refuse, and withdraw or replace the delivery");
    }
    if (session.isEmpty()) {
      feed.refuse(
          "session",
          "counting: cumulative counts what a session has carried so far; name the columns that"
              + " make a session, as [1, 2]");
    }
  }
}
