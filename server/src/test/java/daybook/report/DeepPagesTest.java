package daybook.report;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.SessionDayKey;
import daybook.model.Role;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.party.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random books with many session days on few days, with marks between few of them: every page of
 * every selection begins and ends where a naive filter over all rows says, in any order of asking.
 */
@Tag("store")
class DeepPagesTest {
  private static final int SESSION_DAYS = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_page_is_that_part_of_all_rows(long seed) {
    Random random = new Random(seed);
    try (TestBook book = new TestBook(1_000_000)) {
      World world = new World(random, book);
      NaiveReports naive = new NaiveReports(world, book);
      List<Caller> callers =
          Stream.concat(
                  world.resellers.keySet().stream().map(id -> TestBook.manager(id, Role.VIEWER)),
                  world.accounts.values().stream()
                      .map(account -> TestBook.accountUser(account.reseller(), account.id())))
              .toList();
      for (int batch = 0; batch < 2; batch++) {
        book(batch * SESSION_DAYS, random, world, book);
        for (int i = 0; i < 60; i++) {
          checkPages(world.any(callers), random, naive, book);
        }
      }
    }
  }

  private static void book(int firstSid, Random random, World world, TestBook book) {
    List<TestBook.Row> rows = new ArrayList<>();
    for (int i = 1; i <= SESSION_DAYS; i++) {
      SimId sim = world.any(world.sims.keySet());
      LocalDate day = book.today.minusDays(random.nextInt(2));
      SimSpan span = world.spanOn(sim, day);
      if (span != null) {
        SessionDayKey key = new SessionDayKey(day, sim, firstSid + i);
        rows.add(new TestBook.Row(key, 1, i, 0, span.subscription(), world.rating(span, day)));
      }
    }
    book.book(List.of(), rows, List.of());
  }

  private static void checkPages(Caller caller, Random random, NaiveReports naive, TestBook book) {
    UsageQuery all = new UsageQuery(null, null, select(random), 0, 1, null);
    if (naive.unknownItem(caller, all.select()).isPresent()) {
      return;
    }
    List<UsageRow> rows = naive.usage(caller, all).rows();
    for (int i = 0; i < 8; i++) {
      int size = 1 + random.nextInt(20);
      long page = random.nextInt(rows.size() / size + 2);
      UsageQuery query =
          new UsageQuery(all.start(), all.end(), all.select(), page, size, all.asOf());
      int from = (int) Math.min(rows.size(), page * size);
      int to = Math.min(rows.size(), from + size);
      assertThat(book.usage.page(caller, query).rows())
          .as("%s asks %s", caller, query)
          .isEqualTo(rows.subList(from, to));
    }
  }

  private static List<String> select(Random random) {
    List<String> select = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      select.add(
          random.nextInt(3) == 0
              ? "g_" + (1 + random.nextInt(6))
              : "s_" + (1 + random.nextInt(30)));
    }
    return select;
  }
}
