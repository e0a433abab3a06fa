package daybook.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import daybook.book.BookedSum;
import daybook.book.Cut;
import daybook.book.Facts;
import daybook.book.Facts.Side;
import daybook.model.Account;
import daybook.model.DaySpan;
import daybook.model.ResellerId;
import daybook.party.Directory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ledgers in memory, as many as fit. One that is behind is brought up to date by what was booked
 * since; one that can never fit is not begun again.
 */
final class Ledgers {
  private static final int UNIT_BYTES = 1024;

  private final Facts facts;
  private final long mostBytes;
  private final Cache<Key, Ledger> ledgers;

  /** Of several threads that need the same ledger at once, one reads and the others wait. */
  private final Map<Key, Lock> reading = new ConcurrentHashMap<>();

  /** Books only grow. */
  private final Set<Key> tooLarge = ConcurrentHashMap.newKeySet();

  private record Key(Side side, ResellerId reseller) {}

  /** A ledger that takes more memory than all may. */
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("the ledger does not fit", null, false, false);
    }
  }

  /**
   * @param mostBytes what all ledgers together may occupy
   */
  Ledgers(Facts facts, long mostBytes) {
    this.facts = facts;
    this.mostBytes = mostBytes;
    this.ledgers =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes / UNIT_BYTES)
            .<Key, Ledger>weigher(
                (key, ledger) -> Math.toIntExact(1 + ledger.weightInBytes() / UNIT_BYTES))
            .build();
  }

  /**
   * A ledger that goes through the cut or beyond it; empty: it does not fit into memory.
   *
   * @param directory not older than the cut
   */
  Optional<Ledger> of(Side side, ResellerId reseller, Cut cut, Directory directory) {
    Key key = new Key(side, reseller);
    if (tooLarge.contains(key)) {
      return Optional.empty();
    }
    Ledger known = ledgers.getIfPresent(key);
    if (known != null && known.through() >= cut.throughBatch()) {
      return Optional.of(known);
    }
    Lock lock = reading.computeIfAbsent(key, same -> new ReentrantLock());
    lock.lock();
    try {
      return upToDate(key, cut, directory);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Ledger> upToDate(Key key, Cut cut, Directory directory) {
    Ledger known = ledgers.getIfPresent(key);
    if (known != null && known.through() >= cut.throughBatch()) {
      return Optional.of(known);
    }
    try {
      Ledger grown = grown(known == null ? Ledger.EMPTY : known, key, cut, directory);
      ledgers.put(key, grown);
      return Optional.of(grown);
    } catch (TooLarge e) {
      tooLarge.add(key);
      ledgers.invalidate(key);
      return Optional.empty();
    }
  }

  private Ledger grown(Ledger ledger, Key key, Cut cut, Directory directory) {
    long room = mostBytes - ledger.weightInBytes();
    Reading reading = new Reading(directory, room);
    facts.sums(key.side(), key.reseller(), DaySpan.ALWAYS, ledger.through(), cut, reading::add);
    return ledger.plus(reading.part.build(), cut.throughBatch());
  }

  /** Takes what the store brings, until it is too much. */
  private static final class Reading {
    private final Directory directory;
    private final long room;
    private final LedgerPart.Builder part = new LedgerPart.Builder();
    private final ExactSum sum = new ExactSum();

    Reading(Directory directory, long room) {
      this.directory = directory;
      this.room = room;
    }

    void add(BookedSum booked) {
      long subscription = booked.subscription().value();
      if (!part.isOf(subscription)) {
        if (part.weightInBytes() > room) {
          throw new TooLarge();
        }
        Account account = directory.accountOf(booked.subscription()).orElseThrow();
        part.begin(subscription, account.id().value(), account.reseller().value());
      }
      int day = DayRun.number(booked.bookedDay());
      part.booked(day, booked.batch());
      sum.clear();
      if (booked.sum() != null) {
        sum.add(booked.sum());
      }
      part.add(ExpenseLines.month(booked.period()), day, sum);
    }
  }
}
