package daybook.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.Registry;
import daybook.book.Registry.When;
import daybook.book.RegistryTable;
import daybook.book.TestStore;
import daybook.model.Currency;
import daybook.model.FxRate;
import daybook.model.Versioned;
import daybook.party.Imports;
import daybook.rating.PriceBook;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class PriceBooksTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-01-01");
  private static final Currency USD = new Currency("USD");

  private final TestStore store = new TestStore();
  private final Registry registry = store.registry();
  private final PriceBooks prices = new PriceBooks(registry);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void the_book_is_read_again_only_after_a_change() {
    put("1.25");
    PriceBook first = prices.get();
    assertThat(prices.get()).isSameAs(first);

    put("1.5");

    assertThat(prices.get().rateOn(DAY, Currency.EUR, USD).orElseThrow().row())
        .isEqualTo(rate("1.5"));
  }

  @Test
  void the_book_knows_closed_versions_too() {
    put("1.25");
    long closed = only().version();
    put("1.5");

    assertThat(prices.get().rate(closed)).isEqualTo(rate("1.25"));
  }

  private void put(String rate) {
    Imports.put(registry, AT, RegistryTable.FX_RATES, List.of(rate(rate)));
  }

  private Versioned<FxRate> only() {
    return registry.read(new When.Now(), reader -> reader.rows(RegistryTable.FX_RATES)).getFirst();
  }

  private static FxRate rate(String rate) {
    return new FxRate(DAY, Currency.EUR, USD, new BigDecimal(rate));
  }
}
