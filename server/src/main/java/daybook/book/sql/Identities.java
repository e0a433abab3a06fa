package daybook.book.sql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import daybook.book.StoreFailure;
import daybook.book.StoredRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one booking knows of identities: which are stored, and that none is stored twice in the same
 * version. Bookings follow each other, so what the store says within one stays true until its
 * commit: where the engine has no unique key, this is its exact equivalent.
 */
final class Identities {
  private static final Table ASKED_IDENTITY = Table.of("asked_identity", "identity text");
  private static final int NOT_STORED = -1;

  private final Writing writing;
  private final KnownIdentities known;

  /** The latest versions of the identities that the store was asked for last. */
  private final Map<Name, Integer> latest = new HashMap<>();

  private record Name(String feed, String identity) {
    static Name of(StoredRecord record) {
      return new Name(record.feed(), KeyText.of(record.content().identity()));
    }
  }

  /**
   * @param lastBatch the store's when the booking begins
   */
  Identities(Writing writing, KnownIdentities known, long lastBatch) {
    this.writing = writing;
    this.known = known;
    known.begin(lastBatch);
  }

  /** The booking was committed, and this was its last batch. */
  void committed(long lastBatch) {
    known.committed(lastBatch);
  }

  /** Those of a feed's identities that are stored, each with its latest version. */
  Map<List<String>, StoredRecord> stored(String feed, Collection<List<String>> asked) {
    latest.clear();
    List<String> candidates =
        known.among(writing::connection, feed, asked.stream().map(KeyText::of).toList());
    if (candidates.isEmpty()) {
      return Map.of();
    }
    Map<List<String>, StoredRecord> stored = new HashMap<>();
    for (StoredRecord record : lookUp(feed, candidates)) {
      stored.put(record.content().identity(), record);
    }
    return stored;
  }

  /** All that is stored of these identities, in the order of versions; the latest are noted. */
  private List<StoredRecord> lookUp(String feed, Collection<String> identities) {
    stage(identities);
    List<StoredRecord> versions =
        Sql.query(
            writing.connection(),
            "SELECT "
                + Rows.RECORD
                + " FROM "
                + stagedRecords()
                + " WHERE r.feed = ? ORDER BY r.version",
            Rows::storedRecord,
            feed);
    identities.forEach(identity -> latest.put(new Name(feed, identity), NOT_STORED));
    versions.forEach(record -> latest.put(Name.of(record), record.version()));
    return versions;
  }

  /** Stages identities, which {@link #stagedRecords} then selects from. */
  void stage(Collection<String> identities) {
    writing.stage(ASKED_IDENTITY, identities, (row, identity) -> row.add(identity));
  }

  /** What to select the records {@code r} of the staged identities from, whatever their feed. */
  String stagedRecords() {
    return writing.recordsOf(ASKED_IDENTITY);
  }

  /**
   * Takes note of records that are about to be written, those of an identity in the order of their
   * versions.
   *
   * @throws StoreFailure if one is not later than what is stored of its identity
   */
  void add(Collection<StoredRecord> records) {
    Set<Name> doubtful = new HashSet<>();
    for (StoredRecord record : records) {
      Name name = Name.of(record);
      if (!known.add(name.feed(), name.identity())) {
        doubtful.add(name);
      }
    }
    if (!doubtful.isEmpty()) {
      // What the store was asked for last need not be asked for again.
      doubtful.stream()
          .filter(name -> !latest.containsKey(name))
          .collect(groupingBy(Name::feed, mapping(Name::identity, toList())))
          .forEach(this::lookUp);
      requireLater(records, doubtful);
    }
  }

  private void requireLater(Collection<StoredRecord> records, Set<Name> doubtful) {
    for (StoredRecord record : records) {
      Name name = Name.of(record);
      if (doubtful.contains(name)) {
        Integer before = latest.put(name, record.version());
        if (before != null && record.version() <= before) {
          throw new StoreFailure(
              "Version %d of record %s of feed %s cannot be stored: version %d is"
                  .formatted(record.version(), record.content().identity(), record.feed(), before));
        }
      }
    }
  }
}
