package daybook.crash;

import daybook.TestBook;
import daybook.book.Cut;
import daybook.book.DaySlice;
import daybook.book.Entry;
import daybook.book.Facts;
import daybook.book.KeptLine;
import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Versioned;
import daybook.report.BookCheck;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All of a book in lines of text, but for the moments at which things happened: registry,
 * deliveries, kept lines, batches, session days, entries, both reports as root and every reseller
 * see them, and the findings of the check.
 */
final class Whole {
  private static final int PAGE = 1000;
  private static final List<Long> RESELLERS = List.of(1L, 2L, 3L);

  private final TestBook book;
  private final Facts facts;
  private final List<String> lines = new ArrayList<>();

  private Whole(TestBook book) {
    this.book = book;
    this.facts = book.app().facts();
  }

  static List<String> of(TestBook book) throws Exception {
    Whole whole = new Whole(book);
    whole.registry();
    whole.deliveries();
    whole.sessionDays();
    whole.money();
    whole.usageReport();
    for (long reseller : RESELLERS) {
      whole.expenseReport(reseller);
    }
    for (BookCheck.Finding finding : book.app().check().run()) {
      whole.add((finding.isFault() ? "FAULT " : "ok ") + finding.text());
    }
    return whole.lines;
  }

  private void add(String line) {
    lines.add(line);
  }

  private void registry() {
    book.app()
        .registry()
        .read(
            new Registry.When.Ever(),
            reader -> {
              // Managers are left out: tests make theirs to ask with.
              List.of(
                      RegistryTable.RESELLERS,
                      RegistryTable.ACCOUNTS,
                      RegistryTable.SUBSCRIPTIONS,
                      RegistryTable.SIMS,
                      RegistryTable.SIM_SPANS,
                      RegistryTable.PRICE_LISTS,
                      RegistryTable.PRICES,
                      RegistryTable.FX_RATES)
                  .forEach(table -> reader.rows(table).forEach(this::add));
              return reader;
            });
  }

  private void add(Versioned<?> row) {
    add(
        "version %d %s %s"
            .formatted(row.version(), row.closedAt() == null ? "open" : "closed", row.row()));
  }

  private void deliveries() {
    facts
        .deliveries()
        .forEach(delivery ->
            add(
                "delivery %s %s %d %s %s %d %s %s"
                    .formatted(
                        delivery.id(),
                        delivery.feed(),
                        delivery.sequence(),
                        delivery.name(),
                        delivery.sha256(),
                        delivery.size(),
                        delivery.bookedDay(),
                        delivery.counts())));
    for (KeptLine.Kind kind : KeptLine.Kind.values()) {
      facts.keptLines(kind).forEach(line -> add(line.toString()));
    }
    facts
        .batches()
        .forEach(batch ->
            add(
                "batch %s %s %s %s"
                    .formatted(batch.id(), batch.bookedDay(), batch.cause(), batch.delivery())));
  }

  private void sessionDays() {
    for (Map.Entry<?, Long> day : facts.usageDays(now()).entrySet()) {
      add("day " + day);
    }
    facts
        .usageDays(now())
        .forEach((day, version) -> {
          DaySlice slice = facts.slice(day, version);
          for (int row = 0; row < slice.size(); row++) {
            add(
                "session day %s sim %d sid %d: %d records, %d up, %d down, subscription %d, rating %d"
                    .formatted(
                        day,
                        slice.sim(row),
                        slice.sid(row),
                        slice.records(row),
                        slice.bytesUp(row),
                        slice.bytesDown(row),
                        slice.subscription(row),
                        slice.rating(row)));
          }
        });
  }

  private void money() {
    new TreeMap<>(facts.ratings()).forEach((id, rating) -> add("rating " + id + " " + rating));
    List<Entry> entries = new ArrayList<>();
    facts.allEntries(now(), entries::add);
    entries.stream().map(Entry::toString).sorted().forEach(this::add);
    facts.lastBatches(now()).entrySet().stream()
        .map(last -> "account " + last.getKey() + " last touched by " + last.getValue())
        .sorted()
        .forEach(this::add);
  }

  private Cut now() {
    return facts.cut(null);
  }

  private void usageReport() throws Exception {
    long total = 1;
    for (long page = 0; page * PAGE < total; page++) {
      HttpResponse<String> answer =
          book.reportDay(book.adminToken(1), "{\"page\":" + page + ",\"size\":" + PAGE + "}");
      total = Long.parseLong(header(answer, "X-Total-Count"));
      add(
          "report/day %d, %s, %d rows, %s unrated: %s"
              .formatted(
                  page,
                  answer.statusCode(),
                  total,
                  header(answer, "Daybook-Unrated"),
                  answer.body()));
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }

  private void expenseReport(long reseller) throws Exception {
    for (String variant : List.of("", "&include=downstream", "&basis=revenue")) {
      String query = "date_from=2024-01-01&date_to=2099-12-31" + variant;
      HttpResponse<String> answer = book.expenses(book.adminToken(reseller), reseller, query);
      add(
          "expenses of %d%s: %d %s"
              .formatted(reseller, variant, answer.statusCode(), answer.body()));
    }
  }
}
