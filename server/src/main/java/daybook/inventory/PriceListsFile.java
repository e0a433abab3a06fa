package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Account;
import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.Party;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import daybook.model.Reseller;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code price_lists.csv}: what sellers ask of which buyers, without the prices. */
final class PriceListsFile implements PlainFile {
  @Override
  public String name() {
    return "price_lists.csv";
  }

  @Override
  public List<String> required() {
    return List.of("id", "seller", "buyer", "currency", "effective_from");
  }

  @Override
  public FileResult bring(Lines lines, Registry.Reader now, Registry.Change change) {
    SaleRules rules =
        new SaleRules(
            Upsert.rows(RegistryTable.RESELLERS, Reseller::id, now),
            Upsert.rows(RegistryTable.ACCOUNTS, Account::id, now));
    Upsert<PriceListId, PriceList> lists =
        new Upsert<>(RegistryTable.PRICE_LISTS, PriceList::id, now);
    lines.each(line -> take(line, rules, lists));
    checkOffers(lists, lines.complaints());
    return lists.write(name(), change);
  }

  private static void take(Line line, SaleRules rules, Upsert<PriceListId, PriceList> lists) {
    PriceListId id = line.id("id", PriceListId::new);
    Party seller = seller(line);
    Buyers buyers = buyers(line);
    Currency currency = line.currency("currency");
    LocalDate from = line.day("effective_from");
    if (seller != null) {
      rules.checkSeller(line, seller);
    }
    if (seller != null && buyers != null && !line.isBroken()) {
      rules.checkBuyers(line, seller, buyers);
    }
    if (id == null || currency == null || from == null || line.isBroken()) {
      return;
    }
    if (seller != null && buyers != null) {
      lists.put(line, "id", "price list " + id, new PriceList(id, seller, buyers, currency, from));
    }
  }

  private static @Nullable Party seller(Line line) {
    String cell = line.word("seller");
    if (cell == null) {
      return null;
    }
    try {
      return Party.parse(cell);
    } catch (IllegalArgumentException e) {
      line.refuse(
          "seller", "expected operator:<name> or reseller:<id>, not " + Complaints.quoted(cell));
      return null;
    }
  }

  private static @Nullable Buyers buyers(Line line) {
    String cell = line.word("buyer");
    if (cell == null) {
      return null;
    }
    try {
      return Buyers.parse(cell);
    } catch (IllegalArgumentException e) {
      line.refuse(
          "buyer",
          "expected reseller:<id>, account:<id>, resellers or accounts, not "
              + Complaints.quoted(cell));
      return null;
    }
  }

  /** Lists that differ in nothing that decides between them. */
  private record Offer(Party seller, Buyers buyers, LocalDate from) {}

  private static void checkOffers(Upsert<PriceListId, PriceList> lists, Complaints complaints) {
    Map<Offer, PriceListId> offers = new HashMap<>();
    for (PriceList list : lists.after()) {
      Offer offer = new Offer(list.seller(), list.buyers(), list.effectiveFrom());
      PriceListId other = offers.putIfAbsent(offer, list.id());
      Long line = lists.lineOf(list.id());
      if (other != null && line != null) {
        complaints.add(
            line,
            "effective_from",
            "price lists %s and %s have the same seller, buyer and date; one of them must differ"
                .formatted(other, list.id()));
      }
    }
  }
}
