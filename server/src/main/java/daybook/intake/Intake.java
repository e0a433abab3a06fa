package daybook.intake;

import daybook.book.Batch;
import daybook.book.BookSettings;
import daybook.book.Booking;
import daybook.book.Delivery;
import daybook.book.Facts;
import daybook.book.KeptLine;
import daybook.book.LinePart;
import daybook.book.StoredRecord;
import daybook.book.UnendedDelivery;
import daybook.book.Withdrawal;
import daybook.decode.CsvDecoder;
import daybook.decode.Decoded;
import daybook.feed.DeliveryDays;
import daybook.feed.Offered;
import daybook.feed.RefusedDelivery;
import daybook.model.BookZone;
import daybook.model.DeliveryId;
import daybook.model.Feed;
import daybook.model.Outcome;
import daybook.model.UsageRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a delivery in: decode, identify, resolve the SIM, charge, close the equation. One booking,
 * so a delivery is in the books whole or not at all, and the same bytes are taken in once.
 */
public final class Intake {
  private final Facts facts;
  private final Workbench workbench;

  public Intake(Facts facts, Workbench workbench) {
    this.facts = facts;
    this.workbench = workbench;
  }

  /** Hears how far a delivery has come; for a person who watches. */
  public interface Progress {
    /**
     * @param lines read so far
     * @param bytes of the file as delivered, read so far
     */
    void at(long lines, long bytes);
  }

  /**
   * @param delivery as it is in the books
   * @param before whether it was taken in before, so that nothing was done
   * @param replaced the earlier deliveries that it takes the place of
   */
  public record Taken(Delivery delivery, boolean before, List<Delivery> replaced) {
    public Taken {
      replaced = List.copyOf(replaced);
    }
  }

  /**
   * Takes a file in. The first one fixes the book's zone.
   *
   * @param deliveredOn the day of delivery, if the caller knows it; only before the opening
   * @param replaces the name of the earlier delivery of this feed that the file corrects; absent:
   *     the feed's own rule says whether it does
   * @throws IOException if the file cannot be read; nothing is booked then
   * @throws RefusedDelivery if the delivery cannot be booked on that day, or not in this zone
   */
  public Taken take(
      Feed feed,
      Offered file,
      @Nullable LocalDate deliveredOn,
      @Nullable String replaces,
      Progress progress)
      throws IOException {
    try (Booking booking = facts.begin()) {
      Delivery before = booking.delivery(feed.name(), file.sha256());
      if (before != null) {
        return new Taken(before, true, List.of());
      }
      Workbench.Bench bench = workbench.lay(booking);
      fixZone(booking, bench.zone());
      LocalDate bookedDay =
          DeliveryDays.bookedDay(
              feed, file.name(), deliveredOn, bench.days().openedOn(), bench.days().today());
      DeliveryId id =
          booking.open(feed.name(), file.name(), file.sha256(), file.size(), bench.at(), bookedDay);
      List<Delivery> replaced =
          new Replacement(feed, () -> booking.deliveriesOf(feed.name())).of(file.name(), replaces);
      KeptLines lines = new KeptLines(id, feed.name(), file.name(), bookedDay);
      Run run = new Run(facts, booking, bench, feed, lines, replaced);
      run.withdrawCutLines(file);
      long unendedLine;
      CountedBytes bytes = new CountedBytes(file.open());
      try (CsvDecoder.Decoding decoding = new CsvDecoder(feed).open(file.name(), bytes)) {
        run.read(decoding, bytes, progress);
        unendedLine = decoding.unendedLine();
      }
      run.takeBackReplaced();
      bench.posting().writeEntries();
      Delivery taken = booking.close(id, run.counts(), unendedLine);
      booking.commit();
      return new Taken(taken, false, replaced);
    }
  }

  /** The first data fix the book's zone, in their own transaction. */
  private static void fixZone(Booking booking, BookZone zone) {
    String fixed = BookSettings.fixZone(booking, zone);
    if (!fixed.equals(zone.id().getId())) {
      throw new RefusedDelivery(
          "the book's days are days of %s since another process took its first data in, not of %s:"
                  .formatted(fixed, zone.id())
              + " start again with zone: "
              + fixed);
    }
  }

  /** One delivery under way. */
  private static final class Run {
    private final Booking booking;
    private final KeptLines lines;
    private final List<Delivery> replaced;
    private final Recording recording;
    private final Withdrawing withdrawing;
    private final Posting.Reason reason;

    private int parts;
    private final Tally tally = new Tally();

    Run(
        Facts facts,
        Booking booking,
        Workbench.Bench bench,
        Feed feed,
        KeptLines lines,
        List<Delivery> replaced) {
      this.booking = booking;
      this.lines = lines;
      this.replaced = replaced;
      Map<DeliveryId, LocalDate> leaving = new HashMap<>();
      for (Delivery earlier : replaced) {
        LocalDate day = bench.days().following(earlier.bookedDay());
        leaving.put(earlier.id(), day);
        booking.withdraw(
            earlier.id(),
            new Withdrawal(bench.at(), day, "replaced by " + lines.file(), lines.delivery()));
      }
      this.recording = bench.recording(booking, feed, leaving);
      this.reason = new Posting.Reason(Batch.Cause.DELIVERY, lines.delivery());
      this.withdrawing = new Withdrawing(facts, booking, bench, feed, recording, reason);
    }

    /** What a replaced delivery says and its correction does not is taken back. */
    void takeBackReplaced() {
      replaced.forEach(withdrawing::takeBack);
    }

    /**
     * A file that was cut in transfer and is sent again whole: the last line of its beginning was
     * taken for a line, and may have been half of one. It is taken back and read anew.
     */
    void withdrawCutLines(Offered file) throws IOException {
      for (UnendedDelivery beginning : booking.unended(lines.feed())) {
        if (file.beginsWith(beginning.size(), beginning.sha256())) {
          StoredRecord record = booking.storedFrom(beginning.id(), beginning.line());
          if (record != null) {
            recording.take(
                reason, List.of(new Recording.TakenBack(record, lines.deliveredOn())), List.of());
          }
          KeptLine parked = booking.parkedFrom(beginning.id(), beginning.line());
          if (parked != null) {
            KeptLines.unpark(
                booking, parked, new Outcome.Rejected("the file was cut within this line"));
          }
        }
      }
    }

    void read(CsvDecoder.Decoding decoding, CountedBytes bytes, Progress progress)
        throws IOException {
      try (LinesAhead ahead = new LinesAhead(decoding, bytes)) {
        LinesAhead.Chunk chunk;
        do {
          chunk = ahead.next();
          take(chunk);
          progress.at(tally.read, chunk.bytes());
        } while (!chunk.lines().isEmpty());
      } catch (IOException e) {
        // Should the store have failed before, that is the reason.
        booking.await();
        throw e;
      }
    }

    private void take(LinesAhead.Chunk chunk) {
      chunk.parts().forEach(this::archive);
      List<Recording.Item> items = new ArrayList<>(chunk.lines().size());
      List<KeptLine> kept = new ArrayList<>();
      for (Decoded decoded : chunk.lines()) {
        tally.read++;
        switch (decoded) {
          case Decoded.Usable(UsageRecord record) ->
              items.add(new Recording.Item(lines.delivery(), lines.deliveredOn(), record));
          case Decoded.Broken(long line, String raw, String why) ->
              came(kept, new Outcome.Rejected(why), line, raw, null);
        }
      }
      List<Outcome> outcomes = recording.take(reason, items);
      for (int i = 0; i < items.size(); i++) {
        UsageRecord record = items.get(i).record();
        came(kept, outcomes.get(i), record.line(), record.raw(), record);
      }
      booking.keep(kept);
    }

    private void archive(LinePart filled) {
      booking.archive(lines.delivery(), parts, filled);
      parts++;
    }

    private void came(
        List<KeptLine> kept, Outcome outcome, long line, String raw, @Nullable UsageRecord record) {
      tally.count(outcome);
      lines.line(outcome, line, raw, record).ifPresent(kept::add);
    }

    Delivery.Counts counts() {
      return tally.counts();
    }
  }

  /** How lines came out; what was read is counted apart, so that the two can be held together. */
  private static final class Tally {
    private long read;
    private long stored;
    private long duplicate;
    private long conflict;
    private long rejected;
    private long parked;

    void count(Outcome outcome) {
      switch (outcome) {
        case Outcome.Stored() -> stored++;
        case Outcome.Duplicate() -> duplicate++;
        case Outcome.Conflict _ -> conflict++;
        case Outcome.Rejected _ -> rejected++;
        case Outcome.Parked _ -> parked++;
      }
    }

    Delivery.Counts counts() {
      return new Delivery.Counts(read, stored, duplicate, conflict, rejected, parked);
    }
  }
}
