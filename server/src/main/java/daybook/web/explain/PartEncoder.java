package daybook.web.explain;

import daybook.model.SimId;
import daybook.report.EntryQuery;
import daybook.report.PartReport;
import daybook.web.Body;
import daybook.web.JsonBytes;
import java.time.LocalDate;
import java.util.Objects;

/** Writes the session days of entries, in the envelope of the usage report. */
final class PartEncoder {
  private static final int USUAL_PART_BYTES = 600;

  private final JsonBytes json;
  private final EntryQuery query;
  private final LineWriter lines;

  private PartEncoder(EntryQuery query, int parts) {
    this.json = new JsonBytes(Math.multiplyExact(parts + 1, USUAL_PART_BYTES));
    this.query = query;
    this.lines = new LineWriter(json, query);
  }

  static Body encode(PartReport report, EntryQuery query) {
    PartEncoder encoder = new PartEncoder(query, report.parts().size());
    encoder.envelope(report);
    return encoder.json.toBody();
  }

  private void envelope(PartReport report) {
    LocalDate usageDay = Objects.requireNonNull(query.usageDays().from());
    json.raw("{\"code\":200,\"message\":\"OK\",\"result\":{");
    lines.question();
    json.raw(",\"usage_day\":\"").raw(usageDay.toString());
    json.raw("\",\"currency\":\"").raw(report.currency().code());
    json.raw("\",\"total\":\"").raw(report.total().toPlainText());
    passing(report.passing());
    json.raw(",\"items\":[");
    String separator = "";
    for (PartReport.Part part : report.parts()) {
      json.raw(separator);
      part(part);
      separator = ",";
    }
    json.raw("]}}");
  }

  private void passing(PartReport.Passing passing) {
    json.raw("\",\"passing\":{\"session_days\":").number(passing.sessionDays());
    json.raw(",\"bytes\":\"").number(passing.bytes());
    json.raw("\",\"total\":\"").raw(passing.total().toPlainText()).raw("\"}");
  }

  private void part(PartReport.Part part) {
    SimId sim = part.sim();
    json.raw("{\"sid\":").number(part.sid());
    json.raw(",\"id\":").raw(sim == null ? "null" : sim.toString()).raw(",");
    lines.members(part.line());
    json.raw(",\"session_at\":");
    if (part.isRow()) {
      json.string(address(part));
    } else {
      json.raw("null");
    }
    json.raw("}");
  }

  private static String address(PartReport.Part part) {
    return SessionEndpoint.ADDRESS + "?sid=" + part.sid() + "&day=" + part.line().usageDay();
  }
}
