package daybook.web.expenses;

import daybook.report.ExpenseLines;
import daybook.web.Body;
import daybook.web.JsonBytes;
import java.nio.charset.StandardCharsets;

/**
 * Writes the rows of the report as the document shows them, keys in its order. There may be a
 * million, so nothing is made for a row but its bytes.
 */
final class ExpenseEncoder {
  private static final int USUAL_ROW_BYTES = 130;

  private static final byte[] TOTAL = ascii("{\"total\":\"");
  private static final byte[] ACCOUNT = ascii("\",\"account_id\":");
  private static final byte[] SUBSCRIPTION = ascii(",\"subscription_id\":");
  private static final byte[] RESELLER = ascii(",\"reseller_id\":");
  private static final byte[] END = ascii("}");
  private static final byte[] NEXT = ascii("},");

  private final ExpenseLines lines;
  private final JsonBytes json;

  /** Both keys of the period of the last row, which the next one often has too. */
  private byte[] period = {};

  private ExpenseEncoder(ExpenseLines lines) {
    this.lines = lines;
    this.json = new JsonBytes(Math.multiplyExact(lines.size() + 1, USUAL_ROW_BYTES));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * @param withReseller whether each row says whose its subscription is
   */
  static Body encode(ExpenseLines lines, boolean withReseller) {
    ExpenseEncoder encoder = new ExpenseEncoder(lines);
    encoder.json.raw("{\"expenses\":[");
    for (int line = 0; line < lines.size(); line++) {
      encoder.row(line, withReseller);
      encoder.json.raw(line + 1 < lines.size() ? NEXT : END);
    }
    return encoder.json.raw("]}").toBody();
  }

  private void row(int line, boolean withReseller) {
    json.raw(TOTAL);
    if (lines.fitsBillionths(line)) {
      json.billionths(lines.billionths(line));
    } else {
      json.raw(lines.total(line).toPlainText());
    }
    if (!lines.repeatsPeriod(line)) {
      period = periodKeys(lines.period(line).toString());
    }
    json.raw(period);
    json.raw(ACCOUNT).number(lines.account(line));
    json.raw(SUBSCRIPTION).number(lines.subscription(line));
    if (withReseller) {
      json.raw(RESELLER).number(lines.reseller(line));
    }
  }

  /** The document's example has the one key, its table the other: either client finds its own. */
  private static byte[] periodKeys(String period) {
    return ascii("\",\"period\":\"" + period + "\",\"billing_period\":\"" + period);
  }
}
