package daybook.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import daybook.book.BookedSum;
import daybook.book.Cut;
import daybook.book.Facts;
import daybook.book.Facts.Side;
import daybook.model.Account;
import daybook.model.DaySpan;
import daybook.model.ExactSum;
import daybook.model.ResellerId;
import daybook.party.Directory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ledgers in memory, as many as fit. One that is behind is brought up to date by what was booked
 * since, and kept in a file from time to time; one that can never fit is not begun again.
 */
final class Ledgers {
  private static final int UNIT_BYTES = 1024;

  /** A file is written anew once so many times as much is in it as is not. */
  private static final int TIMES_KEPT = 16;

  private final Facts facts;
  private final long mostBytes;
  private final @Nullable LedgerFiles files;
  private final Cache<Key, Ledger> ledgers;

  /** Of several threads that need the same ledger at once, one reads and the others wait. */
  private final Map<Key, Lock> reading = new ConcurrentHashMap<>();

  /** Books only grow. */
  private final Set<Key> tooLarge = ConcurrentHashMap.newKeySet();

  /** How many sums the file of each ledger has. */
  private final Map<Key, Long> kept = new ConcurrentHashMap<>();

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
   * @param directory where they are kept beyond this process; absent: nowhere
   */
  Ledgers(Facts facts, long mostBytes, @Nullable Path directory) {
    this.facts = facts;
    this.mostBytes = mostBytes;
    this.files = directory == null ? null : new LedgerFiles(directory, facts);
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
    if (known == null) {
      known = ofFile(key);
      ledgers.put(key, known);
    }
    if (known.through() >= cut.throughBatch()) {
      return Optional.of(known);
    }
    try {
      Ledger grown = grown(known, key, cut, directory);
      ledgers.put(key, grown);
      keep(key, grown);
      return Optional.of(grown);
    } catch (TooLarge e) {
      tooLarge.add(key);
      ledgers.invalidate(key);
      return Optional.empty();
    }
  }

  private Ledger ofFile(Key key) {
    if (files == null) {
      return Ledger.EMPTY;
    }
    Ledger ledger = files.read(key.side(), key.reseller(), mostBytes).orElse(Ledger.EMPTY);
    kept.put(key, ledger.points());
    return ledger;
  }

  private void keep(Key key, Ledger ledger) {
    long inFile = kept.getOrDefault(key, 0L);
    long points = ledger.points();
    if (files != null && (points - inFile) * TIMES_KEPT > inFile) {
      files.keep(key.side(), key.reseller(), ledger);
      kept.put(key, points);
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
