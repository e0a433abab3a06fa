package daybook.web.explain;

import daybook.report.EntryLine;
import daybook.report.EntryQuery;
import daybook.report.EntryReport;
import daybook.report.ExpenseQuery.Basis;
import daybook.web.Body;
import daybook.web.JsonBytes;
import daybook.web.PercentCoding;
import java.time.YearMonth;
import java.util.Objects;

/** Writes a row of the expense report and its entries, in the envelope of the usage report. */
final class EntryEncoder {
  private static final int USUAL_ENTRY_BYTES = 700;

  private final JsonBytes json;
  private final EntryQuery query;
  private final LineWriter lines;

  private EntryEncoder(EntryQuery query, int entries) {
    this.json = new JsonBytes(Math.multiplyExact(entries + 1, USUAL_ENTRY_BYTES));
    this.query = query;
    this.lines = new LineWriter(json, query);
  }

  static Body encode(EntryReport report, EntryQuery query) {
    EntryEncoder encoder = new EntryEncoder(query, report.entries().size());
    encoder.envelope(report);
    return encoder.json.toBody();
  }

  private void envelope(EntryReport report) {
    json.raw("{\"code\":200,\"message\":\"OK\",\"result\":{");
    lines.question();
    YearMonth period = YearMonth.from(Objects.requireNonNull(query.usageDays().from()));
    json.raw(",\"period\":\"").raw(period.toString());
    json.raw("\",\"account_id\":").number(report.account().value());
    json.raw(",\"currency\":\"").raw(report.currency().code());
    json.raw("\",\"total\":\"").raw(report.total().toPlainText());
    json.raw("\",\"items\":[");
    String separator = "";
    for (EntryLine line : report.entries()) {
      json.raw(separator).raw("{");
      lines.members(line);
      json.raw(",\"session_days_at\":").string(address(line)).raw("}");
      separator = ",";
    }
    json.raw("]}}");
  }

  /** Where the session days of exactly this entry are. */
  private String address(EntryLine line) {
    StringBuilder address = new StringBuilder(PartsEndpoint.ADDRESS);
    address.append("?reseller=").append(query.reseller());
    address.append("&subscription=").append(query.subscription());
    address.append("&usage_day=").append(line.usageDay());
    address.append("&batch=").append(line.batch());
    address.append("&kind=").append(line.kind());
    address.append("&operator=").append(PercentCoding.encodeQuery(line.operator()));
    address.append("&price_version=").append(line.terms().priceVersion());
    address.append("&rate_version=").append(line.terms().rateVersion());
    if (query.basis() == Basis.REVENUE) {
      address.append("&revenue_rate_version=").append(line.terms().revenueRateVersion());
      address.append("&basis=").append(Basis.REVENUE.symbol());
    }
    return address.toString();
  }
}
