package daybook.decode;

import daybook.model.CsvLayout;
import daybook.model.Feed;
import daybook.model.UsageRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a line's text into a record, or says why it is none; one file's, used by one thread. */
final class RecordDecoder {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST =
      LocalDate.of(9999, 12, 31).atStartOfDay(ZoneOffset.UTC).toInstant();
  private static final BigDecimal LONGEST_SECONDS =
      BigDecimal.valueOf(Duration.between(EARLIEST, LATEST).toSeconds());
  private static final int NANO_DIGITS = 9;

  private final Fields fields;
  private final Timestamps timestamps;
  private final Volumes volumes;
  private final int leastFields;

  private final Columns.Place subscriber;
  private final Columns.Place start;
  private final Columns.@Nullable Place end;
  private final Columns.@Nullable Place durationSeconds;
  private final Columns.@Nullable Place bytesUp;
  private final Columns.@Nullable Place bytesDown;
  private final List<Columns.Place> identity;
  private final List<Columns.Place> session;

  RecordDecoder(Feed feed, Timestamps timestamps, Columns columns) {
    CsvLayout layout = feed.layout();
    this.fields = new Fields(layout.form());
    this.timestamps = timestamps;
    this.volumes = new Volumes(layout.unit(), feed.maxBytes());
    this.leastFields = columns.leastFields(Columns.readOf(layout));
    this.subscriber = columns.place(layout.subscriber());
    this.start = columns.place(layout.start());
    this.end = columns.placeOrNull(layout.end());
    this.durationSeconds = columns.placeOrNull(layout.durationSeconds());
    this.bytesUp = columns.placeOrNull(layout.bytesUp());
    this.bytesDown = columns.placeOrNull(layout.bytesDown());
    this.identity = layout.identity().stream().map(columns::place).toList();
    this.session = layout.session().stream().map(columns::place).toList();
  }

  Decoded decode(long line, String raw) {
    try {
      return new Decoded.Usable(record(line, raw));
    } catch (BrokenLine e) {
      return new Decoded.Broken(line, raw, e.reason());
    }
  }

  private UsageRecord record(long line, String raw) throws BrokenLine {
    fields.split(raw, leastFields);
    fields.requireCount(leastFields);
    String sim = text(subscriber);
    List<String> identityValues = texts(identity);
    List<String> sessionValues = texts(session);
    Instant startsAt = time(start, null);
    Instant endsAt = end(startsAt);
    long up = volume(bytesUp);
    long down = volume(bytesDown);
    if (up > Long.MAX_VALUE - down) {
      throw new BrokenLine("bytes up and down together exceed " + Long.MAX_VALUE);
    }
    return new UsageRecord(
        line, raw, sim, identityValues, sessionValues, startsAt, endsAt, up, down);
  }

  private String text(Columns.Place place) throws BrokenLine {
    return fields.filled(place);
  }

  private List<String> texts(List<Columns.Place> places) throws BrokenLine {
    if (places.size() == 1) {
      return List.of(text(places.getFirst()));
    }
    List<String> texts = new ArrayList<>(places.size());
    for (Columns.Place place : places) {
      texts.add(text(place));
    }
    return texts;
  }

  private Instant time(Columns.Place place, @Nullable Instant notBefore) throws BrokenLine {
    String text = fields.text(place.index());
    Instant time = timestamps.read(place.name(), text, notBefore);
    if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
      throw BrokenLine.value(place.name(), text, "is not between the years 1970 and 9999");
    }
    return time;
  }

  private Instant end(Instant startsAt) throws BrokenLine {
    if (end == null) {
      return durationSeconds == null ? startsAt : after(startsAt, durationSeconds);
    }
    Instant endsAt = time(end, startsAt);
    if (endsAt.isBefore(startsAt)) {
      throw BrokenLine.value(
          end.name(),
          fields.text(end.index()),
          "is before " + start.name() + " " + BrokenLine.quoted(fields.text(start.index())));
    }
    return endsAt;
  }

  private Instant after(Instant startsAt, Columns.Place duration) throws BrokenLine {
    String text = fields.text(duration.index());
    BigDecimal seconds = PlainNumber.read(duration.name(), text, "a number of seconds");
    if (seconds.compareTo(LONGEST_SECONDS) <= 0) {
      BigInteger nanos = seconds.movePointRight(NANO_DIGITS).toBigInteger();
      BigInteger[] parts = nanos.divideAndRemainder(BigInteger.TEN.pow(NANO_DIGITS));
      Instant endsAt = startsAt.plusSeconds(parts[0].longValue()).plusNanos(parts[1].longValue());
      if (endsAt.isBefore(LATEST)) {
        return endsAt;
      }
    }
    throw BrokenLine.value(duration.name(), text, "seconds end after the year 9999");
  }

  private long volume(Columns.@Nullable Place place) throws BrokenLine {
    return place == null ? 0 : volumes.bytes(place.name(), fields.text(place.index()));
  }
}
