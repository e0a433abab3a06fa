package daybook.inventory;

import daybook.book.Registry;
import daybook.book.Registry.When;
import daybook.book.RegistryTable;
import daybook.rating.PriceBook;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The price book of the registry's present state, kept in memory until the registry changes. */
public final class PriceBooks implements Supplier<PriceBook> {
  private final Registry registry;
  private volatile @Nullable Snapshot latest;

  private record Snapshot(long version, PriceBook prices) {}

  public PriceBooks(Registry registry) {
    this.registry = registry;
  }

  /** The book with every price and rate that was committed before this call, open and closed. */
  @Override
  public PriceBook get() {
    Snapshot known = latest;
    return known != null && known.version() >= registry.version() ? known.prices() : readLatest();
  }

  /** One caller reads, the others wait for it. */
  private synchronized PriceBook readLatest() {
    Snapshot known = latest;
    if (known != null && known.version() >= registry.version()) {
      return known.prices();
    }
    Snapshot read = registry.read(new When.Ever(), PriceBooks::read);
    latest = read;
    return read.prices();
  }

  private static Snapshot read(Registry.Reader reader) {
    return new Snapshot(
        reader.version(),
        new PriceBook(
            reader.rows(RegistryTable.PRICE_LISTS),
            reader.rows(RegistryTable.PRICES),
            reader.rows(RegistryTable.FX_RATES)));
  }
}
