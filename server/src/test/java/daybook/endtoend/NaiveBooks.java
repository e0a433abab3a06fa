package daybook.endtoend;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The second calculation: what every tier pays, straight from the inventory's files and the rules
 * of docs/numbers.md, session day by session day. It is slow, keeps everything as text and
 * decimals, and shares no code with the program.
 */
final class NaiveBooks {
  /** What one session carried on one day. */
  record Usage(
      String operator, String operatorKey, LocalDate usageDay, LocalDate bookedDay, long bytes) {}

  /**
   * What one tier pays for it.
   *
   * @param charge in the buyer's currency; null: unrated
   * @param revenue in the seller's currency; null: an operator sells, or no rate
   * @param euro the session cost before the profile is looked at; null: no rate
   */
  record Tier(
      String seller,
      String buyer,
      String subscription,
      String profile,
      LocalDate usageDay,
      LocalDate bookedDay,
      BigDecimal charge,
      BigDecimal revenue,
      BigDecimal euro) {
    String period() {
      return usageDay.toString().substring(0, 7);
    }
  }

  private record Tariff(
      BigDecimal price, BigDecimal unitBytes, BigDecimal increment, String currency) {}

  private final Map<String, Map<String, String>> resellers;
  private final Map<String, Map<String, String>> accounts;
  private final Map<String, Map<String, String>> subscriptions;
  private final List<Map<String, String>> sims;
  private final List<Map<String, String>> lists;
  private final List<Map<String, String>> prices;
  private final List<Map<String, String>> rates;

  private final Map<List<Object>, Optional<Tariff>> chosen = new HashMap<>();
  private final Map<List<Object>, Optional<BigDecimal>> rateOn = new HashMap<>();
  private final Map<String, List<Map<String, String>>> simsByKey = new HashMap<>();

  NaiveBooks(Path inventory) {
    resellers = byId(inventory.resolve("resellers.csv"));
    accounts = byId(inventory.resolve("accounts.csv"));
    subscriptions = byId(inventory.resolve("subscriptions.csv"));
    sims = rows(inventory.resolve("sims.csv"));
    lists = rows(inventory.resolve("price_lists.csv"));
    prices = rows(inventory.resolve("prices.csv"));
    rates = rows(inventory.resolve("fx_rates.csv"));
    for (Map<String, String> sim : sims) {
      simsByKey.computeIfAbsent(sim.get("operator_key"), key -> new ArrayList<>()).add(sim);
    }
  }

  /** The SIM's line for that day; empty: parked. */
  Optional<Map<String, String>> sim(Usage usage) {
    return simsByKey.getOrDefault(usage.operatorKey(), List.of()).stream()
        .filter(sim -> anyOr(sim.get("operator"), usage.operator()))
        .filter(sim -> day(sim.get("from"), LocalDate.MIN).compareTo(usage.usageDay()) <= 0)
        .filter(sim -> day(sim.get("to"), LocalDate.MAX).compareTo(usage.usageDay()) >= 0)
        .findFirst();
  }

  /** All subscriptions that the SIM with this key belongs to on some day. */
  List<String> ownersOf(String operatorKey) {
    return simsByKey.getOrDefault(operatorKey, List.of()).stream()
        .map(sim -> sim.get("subscription_id"))
        .toList();
  }

  String resellerOf(String subscription) {
    return accounts.get(accountOf(subscription)).get("reseller_id");
  }

  String accountOf(String subscription) {
    return subscriptions.get(subscription).get("account_id");
  }

  /** Whether a reseller is the other or stands below it. */
  boolean isWithin(String node, String top) {
    for (String at = node; !at.isEmpty(); at = resellers.get(at).get("parent_id")) {
      if (at.equals(top)) {
        return true;
      }
    }
    return false;
  }

  /** The tiers from the operator down; none where no SIM is registered. */
  List<Tier> tiers(Usage usage) {
    Optional<Map<String, String>> found = sim(usage);
    if (found.isEmpty()) {
      return List.of();
    }
    Map<String, String> sim = found.get();
    String subscription = sim.get("subscription_id");
    List<String> path = new ArrayList<>();
    for (String node = resellerOf(subscription);
        !node.isEmpty();
        node = resellers.get(node).get("parent_id")) {
      path.addFirst(node);
    }
    List<Tier> tiers = new ArrayList<>();
    String seller = "operator:" + usage.operator();
    String sellerCurrency = null;
    for (String node : path) {
      String currency = resellers.get(node).get("currency");
      tiers.add(tier(usage, sim, seller, "reseller:" + node, sellerCurrency, currency));
      seller = "reseller:" + node;
      sellerCurrency = currency;
    }
    String account = "account:" + accountOf(subscription);
    tiers.add(tier(usage, sim, seller, account, sellerCurrency, sellerCurrency));
    return tiers;
  }

  /** Adds what every reseller pays for it, by reseller, subscription and period. */
  void addExpenses(Usage usage, Map<String, BigDecimal> sums) {
    for (Tier tier : tiers(usage)) {
      if (tier.buyer().startsWith("reseller:") && tier.charge() != null) {
        sums.merge(
            tier.buyer().substring("reseller:".length())
                + " "
                + tier.subscription()
                + " "
                + tier.period(),
            tier.charge(),
            BigDecimal::add);
      }
    }
  }

  private Tier tier(
      Usage usage,
      Map<String, String> sim,
      String seller,
      String buyer,
      String sellerCurrency,
      String buyerCurrency) {
    String profile = sim.get("profile");
    LocalDate day = usage.usageDay();
    Optional<Tariff> tariff =
        chosen.computeIfAbsent(
            List.of(seller, buyer, usage.operator(), profile, day),
            key -> choose(seller, buyer, usage.operator(), profile, day));
    BigDecimal charge = null;
    BigDecimal revenue = null;
    BigDecimal euro = null;
    if (tariff.isPresent()) {
      Tariff t = tariff.get();
      BigDecimal amount = amount(usage.bytes(), t);
      charge = convert(amount, t.currency(), buyerCurrency, day);
      if (charge != null) {
        revenue =
            sellerCurrency == null
                ? null
                : into(sellerCurrency, amount, t, charge, buyerCurrency, day);
        euro = into("EUR", amount, t, charge, buyerCurrency, day);
      }
    }
    return new Tier(
        seller,
        buyer,
        sim.get("subscription_id"),
        profile,
        day,
        usage.bookedDay(),
        charge,
        revenue,
        euro);
  }

  private BigDecimal into(
      String wanted,
      BigDecimal amount,
      Tariff tariff,
      BigDecimal charge,
      String buyerCurrency,
      LocalDate day) {
    if (tariff.currency().equals(wanted)) {
      return amount;
    }
    return buyerCurrency.equals(wanted) ? charge : convert(amount, tariff.currency(), wanted, day);
  }

  private static BigDecimal amount(long bytes, Tariff tariff) {
    BigDecimal[] parts = BigDecimal.valueOf(bytes).divideAndRemainder(tariff.increment());
    BigDecimal increments = parts[1].signum() > 0 ? parts[0].add(BigDecimal.ONE) : parts[0];
    // A unit is a power of 10 or of 2, so the quotient ends: nothing is rounded here.
    BigDecimal units =
        increments.multiply(tariff.increment()).divide(tariff.unitBytes(), MathContext.UNLIMITED);
    return round9(units.multiply(tariff.price()));
  }

  private BigDecimal convert(BigDecimal amount, String from, String to, LocalDate day) {
    if (from.equals(to)) {
      return amount;
    }
    return rateOn
        .computeIfAbsent(List.of(from, to, day), key -> latestRate(from, to, day))
        .map(rate -> round9(amount.multiply(rate)))
        .orElse(null);
  }

  private Optional<BigDecimal> latestRate(String from, String to, LocalDate day) {
    LocalDate best = null;
    BigDecimal rate = null;
    for (Map<String, String> row : rates) {
      LocalDate since = LocalDate.parse(row.get("day"));
      if (row.get("from").equals(from)
          && row.get("to").equals(to)
          && !since.isAfter(day)
          && (best == null || since.isAfter(best))) {
        best = since;
        rate = new BigDecimal(row.get("rate"));
      }
    }
    return Optional.ofNullable(rate);
  }

  private Optional<Tariff> choose(
      String seller, String buyer, String operator, String profile, LocalDate day) {
    String kind = buyer.startsWith("account:") ? "accounts" : "resellers";
    for (String whom : List.of(buyer, kind)) {
      Map<String, String> inForce = null;
      for (Map<String, String> list : lists) {
        if (list.get("seller").equals(seller)
            && list.get("buyer").equals(whom)
            && !LocalDate.parse(list.get("effective_from")).isAfter(day)
            && (inForce == null
                || list.get("effective_from").compareTo(inForce.get("effective_from")) > 0)) {
          inForce = list;
        }
      }
      if (inForce != null) {
        Optional<Tariff> row = mostSpecific(inForce, operator, profile);
        if (row.isPresent()) {
          return row;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Tariff> mostSpecific(Map<String, String> list, String operator, String profile) {
    for (List<String> wanted :
        List.of(
            List.of(operator, profile),
            List.of("", profile),
            List.of(operator, ""),
            List.of("", ""))) {
      for (Map<String, String> price : prices) {
        if (price.get("price_list_id").equals(list.get("id"))
            && List.of(price.get("operator"), price.get("profile")).equals(wanted)) {
          return Optional.of(
              new Tariff(
                  new BigDecimal(price.get("price")),
                  unit(price.get("unit")),
                  new BigDecimal(price.get("increment_bytes")),
                  list.get("currency")));
        }
      }
    }
    return Optional.empty();
  }

  private static BigDecimal unit(String symbol) {
    return new BigDecimal(
        Map.of(
                "B", "1",
                "kB", "1000",
                "KiB", "1024",
                "MB", "1000000",
                "MiB", "1048576",
                "GB", "1000000000",
                "GiB", "1073741824")
            .get(symbol));
  }

  static BigDecimal round9(BigDecimal value) {
    return value.setScale(9, RoundingMode.HALF_EVEN);
  }

  /** The shortest plain decimal with at least one digit after the point. */
  static String plain(BigDecimal value) {
    String text = value.stripTrailingZeros().toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  private static boolean anyOr(String stated, String wanted) {
    return stated == null || stated.isEmpty() || stated.equals(wanted);
  }

  private static LocalDate day(String text, LocalDate absent) {
    return text == null || text.isEmpty() ? absent : LocalDate.parse(text);
  }

  static List<Map<String, String>> rows(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      return csv.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Map<String, String>> byId(Path file) {
    Map<String, Map<String, String>> byId = new HashMap<>();
    rows(file).forEach(row -> byId.put(Objects.requireNonNull(row.get("id")), row));
    return byId;
  }
}
