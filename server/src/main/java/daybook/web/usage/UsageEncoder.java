package daybook.web.usage;

import daybook.model.BookZone;
import daybook.model.Money;
import daybook.report.UsageRow;
import daybook.web.Body;
import daybook.web.JsonBytes;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a page as the document shows them, keys in its order. */
final class UsageEncoder {
  private static final int USUAL_ROW_BYTES = 180;

  private final BookZone zone;
  private final JsonBytes json;

  /** Rows come day by day, so the last day's start is nearly always the next row's. */
  private @Nullable LocalDate day;

  private long dayStart;

  private UsageEncoder(BookZone zone, int rows) {
    this.zone = zone;
    this.json = new JsonBytes((rows + 1) * USUAL_ROW_BYTES);
  }

  /**
   * @param zone the days' zone: a row's {@code day} is the first second of its day there
   */
  static Body encode(List<UsageRow> rows, BookZone zone) {
    UsageEncoder encoder = new UsageEncoder(zone, rows.size());
    encoder.envelope(rows);
    return encoder.json.toBody();
  }

  private void envelope(List<UsageRow> rows) {
    json.raw("{\"code\":200,\"message\":\"OK\",\"result\":{\"items\":[");
    String separator = "";
    for (UsageRow row : rows) {
      json.raw(separator);
      row(row);
      separator = ",";
    }
    json.raw("]}}");
  }

  private void row(UsageRow row) {
    json.raw("{\"sid\":").number(row.sid());
    json.raw(",\"day\":").number(startOf(row.usageDay()));
    json.raw(",\"session_cost\":").raw(cost(row.sessionCost()));
    json.raw(",\"value\":\"").number(row.bytes());
    json.raw("\",\"id\":").number(row.sim().value());
    json.raw(",\"original_number\":").string(row.originalNumber());
    json.raw(",\"iccid\":").string(row.iccid());
    json.raw(",\"name\":");
    String name = row.name();
    if (name == null) {
      json.raw("null");
    } else {
      json.string(name);
    }
    json.raw("}");
  }

  private static String cost(@Nullable Money cost) {
    return cost == null ? "null" : cost.toPlainText();
  }

  /** In Unix seconds. */
  private long startOf(LocalDate usageDay) {
    if (!usageDay.equals(day)) {
      day = usageDay;
      dayStart = zone.startOf(usageDay).getEpochSecond();
    }
    return dayStart;
  }
}
