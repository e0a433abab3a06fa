package daybook.benchmarks.world;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the ordinary import files. No value of the world has to be quoted in them. */
final class InventoryFiles {
  /** One card in so many of a reseller's own is in its group. */
  private static final int CARDS_PER_MEMBER = 3;

  private final Path folder;

  InventoryFiles(Path folder) {
    this.folder = folder;
  }

  static long groupOf(long reseller) {
    return 100 + reseller;
  }

  static boolean isInGroup(Card card) {
    return card.id() % CARDS_PER_MEMBER == 1;
  }

  void write(List<Card> cards, Prices prices) throws IOException {
    file(
        "resellers.csv",
        "id,parent_id,name,currency",
        Node.ALL.stream()
            .map(
                it -> line(it.id(), it.parent() == 0 ? "" : it.parent(), name(it), it.currency())));
    writeCustomers(cards);
    writeCards(cards);
    writePrices(prices);
  }

  private static String name(Node node) {
    return "Reseller " + node.id();
  }

  private void writeCustomers(List<Card> cards) throws IOException {
    SortedMap<Long, Card> bySubscription = new TreeMap<>();
    SortedMap<Long, Card> byAccount = new TreeMap<>();
    for (Card card : cards) {
      bySubscription.putIfAbsent(card.subscription(), card);
      byAccount.putIfAbsent(card.account(), card);
    }
    file(
        "accounts.csv",
        "id,reseller_id,name",
        byAccount.values().stream()
            .map(it -> line(it.account(), it.reseller(), "Account " + it.account())));
    file(
        "subscriptions.csv",
        "id,account_id,name",
        bySubscription.values().stream()
            .map(it -> line(it.subscription(), it.account(), "Subscription " + it.subscription())));
  }

  private void writeCards(List<Card> cards) throws IOException {
    file(
        "sims.csv",
        "id,iccid,original_number,operator_key,name,profile,subscription_id,operator,from,to",
        cards.stream()
            .map(it ->
                line(
                    it.id(),
                    it.iccid(),
                    it.number(),
                    it.imsi(),
                    it.name(),
                    it.profile(),
                    it.subscription(),
                    it.operator(),
                    "",
                    "")));
    file(
        "sim_groups.csv",
        "id,reseller_id,name",
        Node.ALL.stream().map(it -> line(groupOf(it.id()), it.id(), "Group of " + name(it))));
    file(
        "sim_group_members.csv",
        "group_id,sim_id",
        cards.stream()
            .filter(InventoryFiles::isInGroup)
            .map(it -> line(groupOf(it.reseller()), it.id())));
  }

  private void writePrices(Prices prices) throws IOException {
    file(
        "price_lists.csv",
        "id,seller,buyer,currency,effective_from",
        prices.offers().stream()
            .map(it -> line(it.id(), it.seller(), it.buyer(), it.currency(), it.from())));
    file(
        "prices.csv",
        "price_list_id,operator,profile,unit,increment_bytes,price",
        prices.offers().stream()
            .flatMap(it ->
                it.rows().stream()
                    .map(row ->
                        line(
                            it.id(),
                            row.operator(),
                            row.profile(),
                            row.unit(),
                            row.increment(),
                            row.price().toPlainString()))));
    file(
        "fx_rates.csv",
        "day,from,to,rate",
        Stream.concat(
            rates(prices.euroInDollars(), "EUR", "USD"),
            rates(prices.dollarInEuros(), "USD", "EUR")));
  }

  private static Stream<String> rates(Map<LocalDate, BigDecimal> rates, String from, String to) {
    return rates.entrySet().stream()
        .map(rate -> line(rate.getKey(), from, to, rate.getValue().toPlainString()));
  }

  private static String line(Object... fields) {
    return Stream.of(fields).map(Object::toString).collect(Collectors.joining(","));
  }

  private void file(String name, String header, Stream<String> lines) throws IOException {
    Files.write(folder.resolve(name), Stream.concat(Stream.of(header), lines).toList());
  }
}
