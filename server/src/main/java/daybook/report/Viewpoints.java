package daybook.report;

import daybook.book.Cut;
import daybook.book.Facts;
import daybook.model.BookZone;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.ResellerId;
import daybook.party.Caller;
import daybook.party.Directories;
import daybook.party.Directory;
import daybook.party.Scope;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where reports take their {@link Viewpoint} from. */
public final class Viewpoints {
  /** What most endpoints call the day that is asked about. */
  static final String AS_OF = "as_of";

  private final Facts facts;
  private final Directories directories;
  private final BookZone zone;
  private final Supplier<Optional<LocalDate>> openedOn;
  private final InstantSource clock;

  /**
   * @param openedOn the day of the book's zone on which the book was opened; empty: not yet
   */
  public Viewpoints(
      Facts facts,
      Directories directories,
      BookZone zone,
      Supplier<Optional<LocalDate>> openedOn,
      InstantSource clock) {
    this.facts = facts;
    this.directories = directories;
    this.zone = zone;
    this.openedOn = openedOn;
    this.clock = clock;
  }

  /**
   * @param asOf a day of the book's zone; absent: now
   * @param parameter what the API calls it
   * @throws Refusal if the day lies before the opening or in the future
   */
  public Viewpoint of(Caller caller, @Nullable LocalDate asOf, String parameter) {
    // The cut comes first: the directory is then never older than what the cut shows of the books.
    Cut cut = asOf == null ? facts.cut(null) : cut(asOf, parameter);
    Directory now = directories.now();
    Directory shown = asOf == null ? now : directories.asOf(asOf);
    return new Viewpoint(cut, asOf, now, shown, Scope.of(caller, now));
  }

  /**
   * For a question about what a reseller pays or earns.
   *
   * @throws Refusal if the role may not ask, the reseller is not within the caller's reach, or
   *     {@code as_of} lies before the opening or in the future
   */
  Viewpoint ofExpenses(Caller caller, ResellerId reseller, @Nullable LocalDate asOf) {
    caller.requireExpenses();
    Viewpoint view = of(caller, asOf, AS_OF);
    if (!view.scope().reaches(reseller)) {
      throw new Refusal(new Problem.UnknownReseller(reseller.toString()));
    }
    return view;
  }

  /** How far into the books an answer sees that is limited to nobody's scope. */
  Cut cut(@Nullable LocalDate asOf) {
    return asOf == null ? facts.cut(null) : cut(asOf, AS_OF);
  }

  /** Today's directory. */
  Directory now() {
    return directories.now();
  }

  /**
   * The books at a day's end.
   *
   * @throws Refusal if the day lies before the opening or in the future
   */
  Cut cut(LocalDate asOf, String parameter) {
    requireKnown(asOf, parameter);
    return facts.cut(asOf);
  }

  private void requireKnown(LocalDate asOf, String parameter) {
    Optional<LocalDate> opened = openedOn.get();
    if (opened.isEmpty() || asOf.isBefore(opened.get())) {
      throw new Refusal(new Problem.AsOfBeforeOpening(parameter, asOf));
    }
    if (asOf.isAfter(zone.dayOf(clock.instant()))) {
      throw new Refusal(new Problem.AsOfInFuture(parameter, asOf));
    }
  }
}
