package daybook.config;

import daybook.model.Expectations;
import daybook.model.Expectations.Due;
import daybook.model.Expectations.Sequence;
import daybook.model.Expectations.UsageDay;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which files a feed is expected to bring. */
final class ExpectationsReader {
  private static final int MOST_FILES_PER_DAY = 100_000;
  private static final int LONGEST_DELAY_DAYS = 366;

  private final Section expects;

  ExpectationsReader(Section expects) {
    this.expects = expects;
  }

  /** The expectations; null where something is wrong with them. */
  @Nullable Expectations read() {
    LocalDate from = expects.require("from", Values::day);
    UsageDay usageDay = usageDay();
    long filesPerDay = expects.read("files_per_day", "1", Values.whole(1, MOST_FILES_PER_DAY));
    Sequence sequence = sequence();
    Due due = due();
    expects.refuseUnknown();
    return from == null || usageDay == null
        ? null
        : new Expectations(from, usageDay, Math.toIntExact(filesPerDay), sequence, due);
  }

  private @Nullable UsageDay usageDay() {
    Section section = expects.require("usage_day");
    if (section == null) {
      return null;
    }
    Pattern pattern = section.require("pattern", Values::nameOfDelivery);
    DateTimeFormatter date = section.require("date", StrictPattern::day);
    long minusDays = section.read("minus_days", "0", Values.whole(0, LONGEST_DELAY_DAYS));
    section.refuseUnknown();
    return pattern == null || date == null
        ? null
        : new UsageDay(pattern, date, Math.toIntExact(minusDays));
  }

  private @Nullable Sequence sequence() {
    Section section = expects.optional("sequence");
    if (section == null) {
      return null;
    }
    Pattern pattern = section.require("pattern", Values::nameOfNumber);
    Sequence.Per per = section.require("per", Values.oneOf(Sequence.Per.class));
    section.refuseUnknown();
    return pattern == null || per == null ? null : new Sequence(pattern, per);
  }

  private Due due() {
    Section section = expects.optional("by");
    if (section == null) {
      return Due.AT_ITS_END;
    }
    long days = section.read("days", "1", Values.whole(1, LONGEST_DELAY_DAYS));
    LocalTime time = section.read("time", "00:00", Values::timeOfDay);
    section.refuseUnknown();
    return new Due(Math.toIntExact(days), time);
  }
}
