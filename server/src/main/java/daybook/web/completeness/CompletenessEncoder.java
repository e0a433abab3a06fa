package daybook.web.completeness;

import daybook.completeness.FeedState;
import daybook.completeness.Incomplete;
import daybook.completeness.Numbers;
import daybook.completeness.OperatorState;
import daybook.report.CompletenessReport;
import daybook.web.Body;
import daybook.web.JsonBytes;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes how complete operators are, in the envelope of the usage report. */
final class CompletenessEncoder {
  private static final int USUAL_BYTES = 1_000;

  private final JsonBytes json = new JsonBytes(USUAL_BYTES);

  private CompletenessEncoder() {}

  static Body encode(CompletenessReport report) {
    CompletenessEncoder encoder = new CompletenessEncoder();
    encoder.envelope(report);
    return encoder.json.toBody();
  }

  private void envelope(CompletenessReport report) {
    json.raw("{\"code\":200,\"message\":\"OK\",\"result\":{\"operators\":[");
    String separator = "";
    for (CompletenessReport.Line line : report.lines()) {
      json.raw(separator).raw("{\"operator\":").string(line.operator());
      completeThrough(line.completeThrough());
      if (line.details() != null) {
        feeds(line.details());
      }
      json.raw("}");
      separator = ",";
    }
    json.raw("]}}");
  }

  private void completeThrough(@Nullable LocalDate day) {
    json.raw(",\"complete_through\":");
    if (day == null) {
      json.raw("null");
    } else {
      json.string(day.toString());
    }
  }

  private void feeds(OperatorState operator) {
    json.raw(",\"feeds\":[");
    String separator = "";
    for (FeedState state : operator.feeds()) {
      json.raw(separator).raw("{\"feed\":").string(state.feed());
      json.raw(",\"expects\":").raw(Boolean.toString(state.isDeclared()));
      completeThrough(state.completeThrough());
      days(state);
      json.raw("}");
      separator = ",";
    }
    json.raw("]");
  }

  private void days(FeedState state) {
    json.raw(",\"incomplete\":[");
    String separator = "";
    for (Incomplete day : state.incomplete()) {
      json.raw(separator).raw("{\"day\":").string(day.usageDay().toString());
      json.raw(",\"state\":").string(day.state());
      json.raw(",\"files\":").number(day.files());
      json.raw(",\"expected_files\":").number(day.expectedFiles());
      json.raw(",\"missing_numbers\":[");
      String comma = "";
      for (Numbers numbers : day.missing()) {
        json.raw(comma).string(numbers.toString());
        comma = ",";
      }
      json.raw("]}");
      separator = ",";
    }
    json.raw("]");
  }
}
