package daybook.web.explain;

import daybook.model.DeliveryId;
import daybook.model.Money;
import daybook.model.Price;
import daybook.report.EntryLine;
import daybook.report.EntryQuery;
import daybook.report.ExpenseQuery.Basis;
import daybook.report.Terms;
import daybook.web.JsonBytes;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes what entries and their parts have in common; bytes and money are strings. */
final class LineWriter {
  private final JsonBytes json;
  private final EntryQuery query;

  LineWriter(JsonBytes json, EntryQuery query) {
    this.json = json;
    this.query = query;
  }

  /** The members of an object that was opened and has none yet, or whose last one ends here. */
  void members(EntryLine line) {
    json.raw("\"booked_day\":\"").raw(line.bookedDay().toString());
    json.raw("\",\"batch\":").number(line.batch());
    json.raw(",\"cause\":\"").raw(line.cause());
    DeliveryId delivery = line.delivery();
    json.raw("\",\"delivery_id\":").raw(delivery == null ? "null" : delivery.toString());
    json.raw(",\"kind\":\"").raw(line.kind());
    json.raw("\",\"usage_day\":\"").raw(line.usageDay().toString());
    json.raw("\",\"operator\":").string(line.operator());
    terms(json, line.terms());
    json.raw(",\"session_days\":").number(line.sessionDays());
    json.raw(",\"bytes\":\"").number(line.bytes());
    json.raw("\",\"amount\":\"").raw(line.amount().toPlainText());
    json.raw("\",\"charge\":\"").raw(line.charge().toPlainText());
    json.raw("\",\"charge_currency\":\"").raw(line.chargeCurrency().code()).raw("\"");
    if (query.basis() == Basis.REVENUE) {
      json.raw(",\"revenue_rate_version\":").number(line.terms().revenueRateVersion());
      json.raw(",\"revenue_rate\":").raw(quoted(line.terms().revenueRate()));
      Money revenue = line.revenue();
      json.raw(",\"revenue\":");
      json.raw(revenue == null ? "null" : '"' + revenue.toPlainText() + '"');
    }
  }

  /** By which price and rate: members that follow others. */
  static void terms(JsonBytes json, Terms terms) {
    Price price = terms.price();
    json.raw(",\"price_list_id\":").number(terms.list().id().value());
    json.raw(",\"price_version\":").number(terms.priceVersion());
    json.raw(",\"price\":").raw(quoted(price.price()));
    json.raw(",\"currency\":\"").raw(terms.list().currency().code());
    json.raw("\",\"unit\":\"").raw(price.unit().symbol());
    json.raw("\",\"increment_bytes\":\"").number(price.incrementBytes());
    json.raw("\",\"rate_version\":").number(terms.rateVersion());
    json.raw(",\"rate\":").raw(quoted(terms.rate()));
  }

  private static String quoted(@Nullable BigDecimal number) {
    return number == null ? "null" : '"' + number.stripTrailingZeros().toPlainString() + '"';
  }

  /**
   * What was asked: members that follow none. The day that was asked about is not among them: an
   * answer as of a day is the very one that was given then.
   */
  void question() {
    json.raw("\"reseller_id\":").number(query.reseller().value());
    json.raw(",\"subscription_id\":").number(query.subscription().value());
    json.raw(",\"basis\":\"").raw(query.basis().symbol()).raw("\"");
    day(",\"date_from\":", query.bookedDays().from());
    day(",\"date_to\":", query.bookedDays().to());
  }

  private void day(String key, @Nullable LocalDate day) {
    json.raw(key).raw(day == null ? "null" : '"' + day.toString() + '"');
  }
}
