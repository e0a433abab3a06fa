package daybook.intake;

import daybook.book.Booking;
import daybook.book.Delivery;
import daybook.book.Facts;
import daybook.book.Statement;
import daybook.book.StoredRecord;
import daybook.model.DeliveryId;
import daybook.model.Feed;
import daybook.model.Outcome;
import daybook.model.UsageRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes back what a delivery has in the books. What other deliveries say of the same records counts
 * then, as if the withdrawn one had never come.
 */
final class Withdrawing {
  /** Bounds memory. */
  private static final int CHUNK_RECORDS = 20_000;

  private final Facts facts;
  private final Booking booking;
  private final Workbench.Bench bench;
  private final Feed feed;
  private final Recording recording;
  private final Posting.Reason reason;

  Withdrawing(
      Facts facts,
      Booking booking,
      Workbench.Bench bench,
      Feed feed,
      Recording recording,
      Posting.Reason reason) {
    this.facts = facts;
    this.booking = booking;
    this.bench = bench;
    this.feed = feed;
    this.recording = recording;
    this.reason = reason;
  }

  /**
   * @return how many records left the books
   */
  long takeBack(Delivery delivery) {
    LocalDate day = bench.days().following(delivery.bookedDay());
    List<StoredRecord> chunk = new ArrayList<>();
    long[] gone = new long[1];
    facts.recordsFrom(
        delivery.id(),
        record -> {
          chunk.add(record);
          if (chunk.size() == CHUNK_RECORDS) {
            gone[0] += takeBack(delivery.id(), chunk, day);
            chunk.clear();
          }
        });
    return gone[0] + takeBack(delivery.id(), chunk, day);
  }

  private int takeBack(DeliveryId delivery, List<StoredRecord> committed, LocalDate day) {
    Set<List<String>> asked = new HashSet<>();
    committed.forEach(record -> asked.add(record.content().identity()));
    // A delivery that takes this one's place has had its say already.
    Map<List<String>, StoredRecord> latest = booking.stored(feed.name(), asked);
    List<Recording.TakenBack> gone = new ArrayList<>();
    Set<List<String>> identities = new HashSet<>();
    Set<List<String>> sessions = new HashSet<>();
    for (StoredRecord record : latest.values()) {
      if (record.delivery().equals(delivery) && !record.withdrawn()) {
        gone.add(new Recording.TakenBack(record, day));
        identities.add(record.content().identity());
        if (feed.counting() == Feed.Counting.CUMULATIVE) {
          sessions.add(Recording.sessionKey(record.content()));
        }
      }
    }
    sayAgain(gone, booking.statements(feed.name(), identities, sessions));
    return gone.size();
  }

  private void sayAgain(List<Recording.TakenBack> gone, List<Statement> statements) {
    List<Recording.Item> items = new ArrayList<>(statements.size());
    for (Statement statement : statements) {
      items.add(
          new Recording.Item(
              statement.delivery(),
              bench.days().following(statement.deliveredOn()),
              statement.record()));
    }
    List<Outcome> outcomes = recording.take(reason, gone, items);
    for (int i = 0; i < statements.size(); i++) {
      if (outcomes.get(i).kind() != statements.get(i).outcome()) {
        redecide(statements.get(i), outcomes.get(i));
      }
    }
  }

  private void redecide(Statement statement, Outcome outcome) {
    UsageRecord record = statement.record();
    String raw =
        record.raw().isEmpty()
            ? facts.line(statement.delivery(), record.line()).orElse("")
            : record.raw();
    new KeptLines(statement.delivery(), feed.name(), statement.file(), statement.deliveredOn())
        .redecide(booking, statement.outcome(), outcome, record.line(), raw, record);
  }
}
