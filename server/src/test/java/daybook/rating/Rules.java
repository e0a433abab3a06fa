package daybook.rating;

import static java.nio.charset.StandardCharsets.UTF_8;

import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.FxRate;
import daybook.model.Party;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Versioned;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hand-made book of {@code rules/} as records. */
final class Rules {
  /** Whose sessions the book's one delivery holds. */
  static final String OPERATOR = "north";

  private final Map<String, NamedCsvRecord> sims =
      byKey(read("sims.csv", line -> line), line -> line.getField("operator_key"));
  private final Map<String, NamedCsvRecord> subscriptions =
      byKey(read("subscriptions.csv", line -> line), line -> line.getField("id"));
  private final Map<AccountId, Account> accounts =
      byKey(read("accounts.csv", Rules::account), Account::id);
  private final Map<ResellerId, Reseller> resellers =
      byKey(read("resellers.csv", Rules::reseller), Reseller::id);

  final List<Session> sessions = read("sessions.csv", Rules::session);
  final List<Expected> expected = read("expected_charges.csv", Rules::expected);
  final PriceBook prices =
      new PriceBook(
          versioned(read("price_lists.csv", Rules::priceList), 1000),
          versioned(read("prices.csv", Rules::price), 2000),
          versioned(read("fx_rates.csv", Rules::fxRate), 3000));

  record Session(int id, String simKey, LocalDate day, long bytes) {}

  /** What a tier is expected to make of a session; a row of the file as it stands there. */
  record Expected(int session, Party seller, Party buyer, Charged charged, String rule) {
    @Override
    public String toString() {
      return "session " + session + ", " + seller + " → " + buyer + ": " + rule;
    }
  }

  /** An empty text: there is none. */
  record Charged(
      String amount,
      String listCurrency,
      String charge,
      String currency,
      String revenue,
      String sessionCost,
      String unrated) {}

  String profileOf(Session session) {
    return sims.get(session.simKey()).getField("profile");
  }

  Account accountOf(Session session) {
    String subscription = sims.get(session.simKey()).getField("subscription_id");
    String account = subscriptions.get(subscription).getField("account_id");
    return accounts.get(new AccountId(Long.parseLong(account)));
  }

  Reseller reseller(ResellerId id) {
    return resellers.get(id);
  }

  List<Reseller> pathTo(ResellerId id) {
    return Stream.iterate(resellers.get(id), Objects::nonNull, this::parentOf).toList().reversed();
  }

  private @Nullable Reseller parentOf(Reseller reseller) {
    return reseller.parent() == null ? null : resellers.get(reseller.parent());
  }

  private static Reseller reseller(NamedCsvRecord line) {
    String parent = line.getField("parent_id");
    return new Reseller(
        new ResellerId(number(line, "id")),
        parent.isEmpty() ? null : new ResellerId(Long.parseLong(parent)),
        line.getField("name"),
        new Currency(line.getField("currency")));
  }

  private static Account account(NamedCsvRecord line) {
    return new Account(
        new AccountId(number(line, "id")),
        new ResellerId(number(line, "reseller_id")),
        line.getField("name"));
  }

  private static PriceList priceList(NamedCsvRecord line) {
    return new PriceList(
        new PriceListId(number(line, "id")),
        Party.parse(line.getField("seller")),
        Buyers.parse(line.getField("buyer")),
        new Currency(line.getField("currency")),
        LocalDate.parse(line.getField("effective_from")));
  }

  private static Price price(NamedCsvRecord line) {
    return new Price(
        new PriceListId(number(line, "price_list_id")),
        orAny(line.getField("operator")),
        orAny(line.getField("profile")),
        DataUnit.ofSymbol(line.getField("unit")).orElseThrow(),
        number(line, "increment_bytes"),
        new BigDecimal(line.getField("price")));
  }

  private static FxRate fxRate(NamedCsvRecord line) {
    return new FxRate(
        LocalDate.parse(line.getField("day")),
        new Currency(line.getField("from")),
        new Currency(line.getField("to")),
        new BigDecimal(line.getField("rate")));
  }

  private static Session session(NamedCsvRecord line) {
    return new Session(
        Integer.parseInt(line.getField("id")),
        line.getField("sim_key"),
        LocalDate.parse(line.getField("start").substring(0, 10)),
        number(line, "bytes_up") + number(line, "bytes_down"));
  }

  private static Expected expected(NamedCsvRecord line) {
    return new Expected(
        Integer.parseInt(line.getField("session")),
        Party.parse(line.getField("seller")),
        Party.parse(line.getField("buyer")),
        new Charged(
            line.getField("amount"),
            line.getField("list_currency"),
            line.getField("charge"),
            line.getField("currency"),
            line.getField("revenue"),
            line.getField("session_cost"),
            line.getField("unrated")),
        line.getField("case"));
  }

  private static @Nullable String orAny(String field) {
    return field.isEmpty() ? null : field;
  }

  private static long number(NamedCsvRecord line, String column) {
    return Long.parseLong(line.getField(column));
  }

  private static <T> List<Versioned<T>> versioned(List<T> rows, long firstVersion) {
    return IntStream.range(0, rows.size())
        .mapToObj(i -> new Versioned<>(firstVersion + i, rows.get(i), Instant.EPOCH, null))
        .toList();
  }

  private static <K, T> Map<K, T> byKey(List<T> rows, Function<T, K> key) {
    return rows.stream().collect(Collectors.toMap(key, Function.identity()));
  }

  private static <T> List<T> read(String file, Function<NamedCsvRecord, T> row) {
    var stream = Objects.requireNonNull(Rules.class.getResourceAsStream("/rules/" + file), file);
    try (Reader reader = new InputStreamReader(stream, UTF_8);
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
      return csv.stream().map(row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
