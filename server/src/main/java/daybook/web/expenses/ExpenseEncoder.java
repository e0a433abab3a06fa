package daybook.web.expenses;

import daybook.report.ExpenseReport;
import daybook.web.Body;
import daybook.web.JsonBytes;
import java.util.List;

/** Writes the rows of the report as the document shows them, keys in its order. */
final class ExpenseEncoder {
  private static final int USUAL_ROW_BYTES = 130;

  private ExpenseEncoder() {}

  /**
   * @param withReseller whether each row says whose its subscription is
   */
  static Body encode(List<ExpenseReport.Line> lines, boolean withReseller) {
    JsonBytes json = new JsonBytes(Math.multiplyExact(lines.size() + 1, USUAL_ROW_BYTES));
    json.raw("{\"expenses\":[");
    String separator = "";
    for (ExpenseReport.Line line : lines) {
      json.raw(separator);
      row(json, line, withReseller);
      separator = ",";
    }
    return json.raw("]}").toBody();
  }

  private static void row(JsonBytes json, ExpenseReport.Line line, boolean withReseller) {
    String period = line.period().toString();
    json.raw("{\"total\":\"").raw(line.total().toPlainText());
    json.raw("\",\"period\":\"").raw(period);
    // The document's example has the one key, its table the other: either client finds its own.
    json.raw("\",\"billing_period\":\"").raw(period);
    json.raw("\",\"account_id\":").number(line.account().value());
    json.raw(",\"subscription_id\":").number(line.subscription().value());
    if (withReseller) {
      json.raw(",\"reseller_id\":").number(line.reseller().value());
    }
    json.raw("}");
  }
}
