package daybook.party;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.book.TestStore;
import daybook.model.BookZone;
import daybook.model.Currency;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class DirectoriesTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-03-28");
  private static final LocalDate SHORT = LocalDate.parse("2026-03-29");

  private final TestStore store = new TestStore();
  private final Registry registry = store.registry();
  private final BookZone zone = new BookZone(ZoneId.of("Europe/Berlin"));
  private final Directories directories = new Directories(registry, zone);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void the_present_directory_is_read_again_only_after_a_change() {
    name("Old", zone.startOf(FIRST));
    Directory first = directories.now();

    assertThat(directories.now()).isSameAs(first);

    name("New", zone.startOf(SHORT));
    assertThat(nameIn(directories.now())).isEqualTo("New");
  }

  @Test
  void a_day_ends_at_midnight_of_the_books_zone() {
    name("Old", zone.startOf(FIRST));
    name("LastMoment", zone.endOf(SHORT).minusMillis(1));
    name("NextDay", zone.endOf(SHORT));

    assertThat(nameIn(directories.asOf(FIRST))).isEqualTo("Old");
    assertThat(nameIn(directories.asOf(SHORT))).isEqualTo("LastMoment");
    assertThat(nameIn(directories.asOf(SHORT.plusDays(1)))).isEqualTo("NextDay");
  }

  @Test
  void an_earlier_day_is_read_once() {
    name("Old", zone.startOf(FIRST));

    assertThat(directories.asOf(FIRST)).isSameAs(directories.asOf(FIRST));
  }

  @Test
  void a_change_stamped_on_a_day_that_was_read_already_is_seen_there() {
    name("Old", zone.startOf(FIRST));
    directories.asOf(FIRST);

    name("Late", zone.endOf(FIRST).minusMillis(1));

    assertThat(nameIn(directories.asOf(FIRST))).isEqualTo("Late");
  }

  private void name(String name, Instant at) {
    Imports.put(
        registry,
        at,
        RegistryTable.RESELLERS,
        List.of(new Reseller(new ResellerId(1), null, name, Currency.EUR)));
  }

  private static String nameIn(Directory directory) {
    return directory.root().orElseThrow().name();
  }
}
