package daybook.party;

import daybook.book.Registry;
import daybook.book.Registry.When;
import daybook.memo.AtOnce;
import daybook.memo.Memo;
import daybook.model.BookZone;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The directory of now and those of earlier days, kept in memory until the registry changes. */
public final class Directories {
  /** Few days are asked for at a time, and a directory of 200,000 SIMs takes tens of megabytes. */
  private static final int MOST_PAST_DAYS = 4;

  private final Registry registry;
  private final BookZone zone;
  private final Memo<PastDay, Directory> past = new Memo<>(MOST_PAST_DAYS);

  private volatile @Nullable Directory now;

  /**
   * @param version part of the key because a change that was stamped before midnight may be
   *     committed after it
   */
  private record PastDay(LocalDate day, long version) {}

  public Directories(Registry registry, BookZone zone) {
    this.registry = registry;
    this.zone = zone;
  }

  /** The directory as it stands, with every change that was committed before this call. */
  public Directory now() {
    Directory known = now;
    if (known != null && known.version() >= registry.version()) {
      return known;
    }
    AtOnce.mayTakeLong();
    return readNow();
  }

  /** One caller reads, the others wait for it. */
  private synchronized Directory readNow() {
    Directory known = now;
    if (known != null && known.version() >= registry.version()) {
      return known;
    }
    Directory read = registry.read(new When.Now(), Directory::read);
    now = read;
    return read;
  }

  /** The directory as it stood at the end of a day of the book's zone. */
  public Directory asOf(LocalDate day) {
    return past.get(
        new PastDay(day, registry.version()),
        key -> registry.read(new When.Before(zone.endOf(day)), Directory::read));
  }
}
