package daybook.book;

import daybook.model.BookZone;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is settled once for a book and never changes: its zone, its opening, its secret. */
public final class BookSettings {
  /** There while a copy of another book is being made in this store, and until it is finished. */
  public static final String COPYING = "copying";

  /** As {@link #secret} stores it. */
  public static final String SECRET = "secret";

  private static final String ZONE = "zone";
  private static final String OPENED_ON = "opened_on";
  private static final int SECRET_BYTES = 32;

  private final Registry registry;

  /** Absent while the book is not open; an opening is final, so it is read once. */
  private volatile @Nullable LocalDate openedOn;

  public BookSettings(Registry registry) {
    this.registry = registry;
  }

  /** Whether this is what a copy that was not finished has left. */
  public boolean isUnfinishedCopy() {
    return registry.setting(COPYING).isPresent();
  }

  /** The day the book was opened; empty: it is not open. */
  public Optional<LocalDate> openedOn() {
    if (openedOn == null) {
      openedOn = registry.setting(OPENED_ON).map(LocalDate::parse).orElse(null);
    }
    return Optional.ofNullable(openedOn);
  }

  /** Opens the book. Returns the day it was opened on, which an earlier call may have set. */
  public LocalDate open(LocalDate today) {
    return LocalDate.parse(registry.settle(OPENED_ON, today.toString()));
  }

  /** The zone the book's days are in; empty: none is fixed yet. */
  public Optional<String> zone() {
    return registry.setting(ZONE);
  }

  /**
   * Fixes the book's zone at its opening: its days cannot change their meaning any more.
   *
   * @return the zone in force, which an earlier call may have fixed
   */
  public String fixZone(BookZone zone) {
    return registry.settle(ZONE, zone.id().getId());
  }

  /** Fixes the book's zone in the transaction that brings the first data; see above. */
  public static String fixZone(Booking booking, BookZone zone) {
    return booking.settle(ZONE, zone.id().getId());
  }

  /** Random bytes that nobody outside knows; made at the first call. */
  public byte[] secret(SecureRandom random) {
    byte[] fresh = new byte[SECRET_BYTES];
    random.nextBytes(fresh);
    return HexFormat.of().parseHex(registry.settle(SECRET, HexFormat.of().formatHex(fresh)));
  }
}
