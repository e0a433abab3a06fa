package daybook.web.explain;

import daybook.model.Money;
import daybook.model.ResellerId;
import daybook.report.ExplainedSession;
import daybook.report.ExplainedSession.Charged;
import daybook.report.ExplainedSession.Line;
import daybook.report.ExplainedSession.Source;
import daybook.report.ExplainedSession.Tier;
import daybook.report.ExplainedSession.Unrated;
import daybook.web.Body;
import daybook.web.JsonBytes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes session days with their charges and lines, in the envelope of the usage report. */
final class SessionEncoder {
  private static final int USUAL_BYTES = 4_000;

  private final JsonBytes json = new JsonBytes(USUAL_BYTES);

  private SessionEncoder() {}

  static Body encode(List<ExplainedSession> sessions) {
    SessionEncoder encoder = new SessionEncoder();
    encoder.envelope(sessions);
    return encoder.json.toBody();
  }

  private void envelope(List<ExplainedSession> sessions) {
    json.raw("{\"code\":200,\"message\":\"OK\",\"result\":{\"items\":[");
    String separator = "";
    for (ExplainedSession session : sessions) {
      json.raw(separator);
      session(session);
      separator = ",";
    }
    json.raw("]}}");
  }

  private void session(ExplainedSession session) {
    json.raw("{\"sid\":").number(session.sid());
    json.raw(",\"usage_day\":\"").raw(session.usageDay().toString());
    json.raw("\",\"id\":").number(session.sim().value());
    json.raw(",\"subscription_id\":")
        .number(Objects.requireNonNull(session.subscription()).value());
    json.raw(",\"operator\":").string(session.operator());
    json.raw(",\"profile\":").string(session.profile());
    json.raw(",\"bytes_up\":\"").number(session.bytesUp());
    json.raw("\",\"bytes_down\":\"").number(session.bytesDown());
    long bytes = Math.addExact(session.bytesUp(), session.bytesDown());
    json.raw("\",\"value\":\"").number(bytes);
    Money cost = session.sessionCost();
    json.raw("\",\"session_cost\":").raw(cost == null ? "null" : cost.toPlainText());
    json.raw(",\"tiers\":[");
    String separator = "";
    for (Tier tier : session.tiers()) {
      json.raw(separator);
      tier(tier);
      separator = ",";
    }
    json.raw("],\"lines\":[");
    separator = "";
    for (Line line : session.lines()) {
      json.raw(separator);
      line(line);
      separator = ",";
    }
    json.raw("]}");
  }

  private void tier(Tier tier) {
    json.raw("{\"seller_id\":").raw(id(tier.seller()));
    json.raw(",\"buyer_id\":").raw(id(tier.buyer()));
    switch (tier.outcome()) {
      case Unrated(String missing) -> json.raw(",\"missing\":\"").raw(missing).raw("\"");
      case Charged charged -> charged(charged);
    }
    json.raw("}");
  }

  private static String id(@Nullable ResellerId reseller) {
    return reseller == null ? "null" : reseller.toString();
  }

  private void charged(Charged charged) {
    LineWriter.terms(json, charged.terms());
    json.raw(",\"amount\":\"").raw(charged.amount().toPlainText());
    json.raw("\",\"charge\":\"").raw(charged.charge().toPlainText());
    json.raw("\",\"charge_currency\":\"").raw(charged.chargeCurrency().code()).raw("\"");
  }

  private void line(Line line) {
    json.raw("{\"added_up\":\"").number(line.addedUp());
    json.raw("\",\"added_down\":\"").number(line.addedDown());
    json.raw("\",\"withdrawn\":").raw(Boolean.toString(line.withdrawn()));
    Source source = line.source();
    if (source != null) {
      json.raw(",\"delivery_id\":").number(source.delivery().value());
      json.raw(",\"file\":").string(source.file());
      json.raw(",\"line\":").number(source.line());
      json.raw(",\"raw\":");
      if (source.text().isPresent()) {
        json.string(source.text().get());
      } else {
        json.raw("null");
      }
    }
    json.raw("}");
  }
}
