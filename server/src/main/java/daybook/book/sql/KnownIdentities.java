package daybook.book.sql;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says of most identities that no record of theirs is stored, so that they need not be looked up.
 * Whether one of the others is stored only the store knows. For the one booking under way.
 */
final class KnownIdentities {
  /** Reading all identities costs about as much per identity as looking up a fiftieth of one. */
  private static final long READ_PER_LOOKED_UP = 50;

  /** Where more memory than this would be needed, every identity is looked up. */
  private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 8;

  /** Spreads a hash over all its bits (the finalizer of SplitMix64). */
  private static final long FIRST_MIX = 0xBF58476D1CE4E5B9L;

  private static final long SECOND_MIX = 0x94D049BB133111EBL;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** The last batch whose records are known: another process may have booked since. */
  private long throughBatch = -1;

  private long lookedUp;

  /** Absent: not read yet, or too many. */
  private @Nullable Fingerprints fingerprints;

  private boolean tooMany;

  /** Begins a booking on a store whose last batch is this one. */
  void begin(long lastBatch) {
    if (lastBatch != throughBatch) {
      fingerprints = null;
      lookedUp = 0;
      throughBatch = lastBatch;
    }
  }

  /** The booking was committed, and this was its last batch. */
  void committed(long lastBatch) {
    throughBatch = lastBatch;
  }

  /**
   * Those of a feed's identities that may be stored.
   *
   * @param connection asked for where the store is
   * @param identities each as {@link KeyText}
   */
  List<String> among(Supplier<Connection> connection, String feed, Collection<String> identities) {
    Fingerprints known = fingerprints(connection, identities.size());
    return known == null
        ? List.copyOf(identities)
        : identities.stream().filter(identity -> known.contains(hash(feed, identity))).toList();
  }

  /**
   * Notes an identity that the booking stores. If that is rolled back, it may be stored later.
   *
   * @return whether it is certain that no record of it was stored before
   */
  boolean add(String feed, String identity) {
    if (fingerprints == null) {
      return false;
    }
    boolean added = fingerprints.add(hash(feed, identity));
    forgetTooMany();
    return added;
  }

  private @Nullable Fingerprints fingerprints(Supplier<Connection> connection, int asked) {
    if (fingerprints == null && !tooMany) {
      lookedUp += asked;
      long stored =
          Sql.one(
              connection.get(),
              "SELECT coalesce(sum(stored), 0) FROM delivery",
              row -> row.getLong(1));
      if (stored <= READ_PER_LOOKED_UP * lookedUp) {
        fingerprints = read(connection.get());
        forgetTooMany();
      }
    }
    return fingerprints;
  }

  private static Fingerprints read(Connection connection) {
    Fingerprints read = new Fingerprints();
    Sql.each(
        connection,
        "SELECT feed, identity FROM identity",
        row -> hash(row.getString(1), row.getString(2)),
        hash -> {
          if (read.bytes() <= MOST_BYTES) {
            read.add(hash);
          }
        });
    return read;
  }

  private void forgetTooMany() {
    tooMany = fingerprints != null && fingerprints.bytes() > MOST_BYTES;
    if (tooMany) {
      fingerprints = null;
    }
  }

  private static long hash(String feed, String identity) {
    long hash = hash(hash(0, feed), identity);
    hash = (hash ^ (hash >>> 30)) * FIRST_MIX;
    hash = (hash ^ (hash >>> 27)) * SECOND_MIX;
    return hash ^ (hash >>> 31);
  }

  private static long hash(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = hash * FACTOR + text.charAt(i) + 1;
    }
    return hash;
  }
}
