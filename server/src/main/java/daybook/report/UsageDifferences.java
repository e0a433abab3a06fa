package daybook.report;

import daybook.book.CellRow;
import daybook.book.Cut;
import daybook.book.DaySlice;
import daybook.book.DaySlices;
import daybook.book.Facts;
import daybook.book.SessionDayKey;
import daybook.model.BatchId;
import daybook.model.DaySpan;
import daybook.model.SimId;
import daybook.party.Scope;
import daybook.report.UsageDifference.Detail;
import daybook.report.UsageDifference.Effect;
import daybook.report.UsageDifference.Volume;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds the rows that were added between two cuts over the slices of their days as of the first
 * one.
 */
final class UsageDifferences {
  private final Facts facts;
  private final DaySlices slices;
  private final Cut before;
  private final Cut after;
  private final Scope scope;
  private final Detail detail;

  UsageDifferences(
      Facts facts, DaySlices slices, Cut before, Cut after, Scope scope, Detail detail) {
    this.facts = facts;
    this.slices = slices;
    this.before = before;
    this.after = after;
    this.scope = scope;
    this.detail = detail;
  }

  List<UsageDifference> fold(DaySpan usageDays) {
    SortedMap<LocalDate, Long> versions = facts.usageDays(before);
    List<UsageDifference> differences = new ArrayList<>();
    facts
        .usageDays(after)
        .forEach((day, version) -> {
          if (version > before.throughBatch() && usageDays.contains(day)) {
            differences.addAll(fold(day, versions.get(day)));
          }
        });
    return differences;
  }

  private List<UsageDifference> fold(LocalDate day, @Nullable Long version) {
    DaySlice slice = version == null ? new DaySlice.Builder(day).build() : slices.of(day, version);
    Day fold = new Day(slice);
    facts.rowsBetween(day, before, after, fold::add);
    return fold.differences();
  }

  /** What the report says of a session day. */
  private record Shown(long bytesUp, long bytesDown, long subscription, long rating) {
    Volume volume() {
      return new Volume(1, Math.addExact(bytesUp, bytesDown));
    }
  }

  private static Effect effect(@Nullable Shown from, @Nullable Shown to) {
    if (Objects.equals(from, to)) {
      return Effect.NONE;
    }
    if (from == null) {
      return new Effect(Objects.requireNonNull(to).volume(), 1, 0, 0);
    }
    if (to == null) {
      return new Effect(new Volume(-1, Math.negateExact(from.volume().bytes())), 1, 0, 0);
    }
    boolean moved = from.subscription() != to.subscription();
    return new Effect(
        new Volume(0, Math.subtractExact(to.volume().bytes(), from.volume().bytes())),
        1,
        moved ? 1 : 0,
        !moved && from.rating() != to.rating() ? 1 : 0);
  }

  /** A day's differences so far, or one SIM's. */
  private static final class Sum {
    Volume before = Volume.NONE;
    Effect effect = Effect.NONE;
    final SortedMap<BatchId, Effect> effects = new TreeMap<>();
  }

  /** Goes through the rows of one day beside its slice: both are sorted by SIM and sid. */
  private final class Day {
    private final DaySlice slice;
    private final Map<@Nullable SimId, Sum> sums =
        new TreeMap<>(Comparator.nullsFirst(Comparator.<SimId>naturalOrder()));

    private int place;
    private @Nullable SessionDay current;

    Day(DaySlice slice) {
      this.slice = slice;
    }

    void add(CellRow row) {
      SessionDay day = current;
      if (day == null || !day.key.equals(row.key())) {
        close();
        day = open(row.key());
        current = day;
      }
      day.add(row);
    }

    private SessionDay open(SessionDayKey key) {
      long sim = key.sim().value();
      while (place < slice.size()
          && (slice.sim(place) < sim
              || (slice.sim(place) == sim && slice.sid(place) < key.sid()))) {
        place++;
      }
      boolean known =
          place < slice.size() && slice.sim(place) == sim && slice.sid(place) == key.sid();
      return new SessionDay(key, known ? slice : null, place);
    }

    private void close() {
      SessionDay day = current;
      if (day != null) {
        day.close(sums.computeIfAbsent(group(day.key.sim().value()), sim -> new Sum()));
        current = null;
      }
    }

    private @Nullable SimId group(long sim) {
      return switch (detail) {
        case DAY -> null;
        case SIM -> new SimId(sim);
      };
    }

    List<UsageDifference> differences() {
      close();
      sums.values().removeIf(sum -> sum.effect.changed() == 0);
      if (!sums.isEmpty()) {
        addBefore();
      }
      List<UsageDifference> differences = new ArrayList<>(sums.size());
      sums.forEach((sim, sum) -> {
        sum.effects.values().removeIf(effect -> effect.changed() == 0);
        differences.add(
            new UsageDifference(slice.usageDay(), sim, sum.before, sum.effect, sum.effects));
      });
      return differences;
    }

    private void addBefore() {
      for (int row = 0; row < slice.size(); row++) {
        if (scope.covers(slice.subscription(row))) {
          Sum sum = sums.get(group(slice.sim(row)));
          if (sum != null) {
            sum.before =
                sum.before.plus(
                    new Volume(1, Math.addExact(slice.bytesUp(row), slice.bytesDown(row))));
          }
        }
      }
    }
  }

  /** One session day as the batches between the cuts change it, one after the other. */
  private final class SessionDay {
    final SessionDayKey key;
    private final @Nullable Shown first;
    private final SortedMap<BatchId, Effect> effects = new TreeMap<>();
    private @Nullable Shown beforeBatch;
    private long batch;
    private int records;
    private long bytesUp;
    private long bytesDown;
    private long subscription;
    private long rating;

    /**
     * @param slice absent: it was not there
     */
    SessionDay(SessionDayKey key, @Nullable DaySlice slice, int row) {
      this.key = key;
      if (slice != null) {
        records = slice.records(row);
        bytesUp = slice.bytesUp(row);
        bytesDown = slice.bytesDown(row);
        subscription = slice.subscription(row);
        rating = slice.rating(row);
      }
      first = shown();
      beforeBatch = first;
    }

    void add(CellRow row) {
      if (row.batch() != batch) {
        endBatch();
        batch = row.batch();
      }
      records = Math.addExact(records, row.records());
      bytesUp = Math.addExact(bytesUp, row.bytesUp());
      bytesDown = Math.addExact(bytesDown, row.bytesDown());
      subscription = row.subscription() == null ? 0 : row.subscription().value();
      rating = row.rating() == null ? 0 : row.rating().value();
    }

    private void endBatch() {
      Shown now = shown();
      if (batch != 0) {
        effects.put(new BatchId(batch), effect(beforeBatch, now));
      }
      beforeBatch = now;
    }

    void close(Sum sum) {
      endBatch();
      sum.effect = sum.effect.plus(effect(first, shown()));
      effects.forEach((id, effect) -> sum.effects.merge(id, effect, Effect::plus));
    }

    private @Nullable Shown shown() {
      return records == 0 || !scope.covers(subscription)
          ? null
          : new Shown(bytesUp, bytesDown, subscription, rating);
    }
  }
}
