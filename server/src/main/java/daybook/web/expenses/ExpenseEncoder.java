package daybook.web.expenses;

import daybook.report.ExpenseLines;
import daybook.web.Body;
import daybook.web.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Writes the rows of the report as the document shows them, keys in its order. There may be a
 * million, so nothing is made for a row but its bytes, and of many rows only those that are being
 * sent.
 */
final class ExpenseEncoder implements Iterator<byte[]> {
  private static final int USUAL_ROW_BYTES = 130;

  /** Half a megabyte of JSON, which takes a millisecond or two. */
  private static final int ROWS_IN_A_PIECE = 2_048;

  private static final byte[] TOTAL = ascii("{\"total\":\"");
  private static final byte[] ACCOUNT = ascii("\",\"account_id\":");
  private static final byte[] SUBSCRIPTION = ascii(",\"subscription_id\":");
  private static final byte[] RESELLER = ascii(",\"reseller_id\":");
  private static final byte[] END = ascii("}");
  private static final byte[] NEXT = ascii("},");

  private final ExpenseLines lines;
  private final boolean withReseller;
  private final JsonBytes json;
  private int next;
  private boolean ended;

  /** Both keys of the period of the last row, which the next one often has too. */
  private byte[] period = {};

  private ExpenseEncoder(ExpenseLines lines, boolean withReseller) {
    this.lines = lines;
    this.withReseller = withReseller;
    this.json = new JsonBytes((Math.min(lines.size(), ROWS_IN_A_PIECE) + 1) * USUAL_ROW_BYTES);
    this.json.raw("{\"expenses\":[");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * @param withReseller whether each row says whose its subscription is
   */
  static Body encode(ExpenseLines lines, boolean withReseller) {
    if (lines.size() > ROWS_IN_A_PIECE) {
      return Body.inPieces(() -> new ExpenseEncoder(lines, withReseller), lines.weightInBytes());
    }
    byte[] all = new ExpenseEncoder(lines, withReseller).next();
    return Body.of(all, all.length);
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public byte[] next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    int end = Math.min(lines.size(), next + ROWS_IN_A_PIECE);
    while (next < end) {
      row(next++);
      json.raw(next < lines.size() ? NEXT : END);
    }
    if (next == lines.size()) {
      json.raw("]}");
      ended = true;
    }
    return json.take();
  }

  private void row(int line) {
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
