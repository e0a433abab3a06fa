package daybook.decode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times written by a {@link DateTimeFormatter} pattern, read strictly: 31 February is no day. Those
 * that state no offset or zone are the feed's clock's.
 */
final class PatternTimes implements Timestamps {
  private static final ZonedDateTime PROBE =
      ZonedDateTime.of(2015, 8, 12, 13, 14, 15, 0, ZoneOffset.UTC);

  private final String declared;
  private final ZoneId clock;
  private final DateTimeFormatter formatter;
  private final @Nullable FixedPattern fixed;

  PatternTimes(String declared, ZoneId clock) {
    String pattern = prolepticYears(declared);
    this.declared = declared;
    this.clock = clock;
    this.formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    this.fixed = FixedPattern.of(pattern);
    requireComplete();
  }

  /** In strict reading {@code y} counts years of an era, which no operator names. */
  private static String prolepticYears(String pattern) {
    StringBuilder result = new StringBuilder(pattern);
    boolean literal = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      literal ^= c == '\'';
      if (c == 'y' && !literal) {
        result.setCharAt(i, 'u');
      }
    }
    return result.toString();
  }

  private void requireComplete() {
    TemporalAccessor parsed;
    try {
      parsed = formatter.parse(formatter.format(PROBE));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "The timestamp pattern \"" + declared + "\" cannot be read back: " + e.getMessage(), e);
    }
    if (parsed.query(TemporalQueries.localDate()) == null) {
      throw new IllegalArgumentException(
          "The timestamp pattern \"" + declared + "\" does not say which day it is");
    }
    if (parsed.query(TemporalQueries.localTime()) == null) {
      throw new IllegalArgumentException(
          "The timestamp pattern \"" + declared + "\" does not say which time of day it is");
    }
  }

  @Override
  public Instant read(String column, String text, @Nullable Instant notBefore) throws BrokenLine {
    LocalDateTime local = fixed == null ? null : fixed.read(text);
    return local == null
        ? judge(column, text, notBefore)
        : at(clock, local, column, text, notBefore);
  }

  private Instant judge(String column, String text, @Nullable Instant notBefore) throws BrokenLine {
    TemporalAccessor parsed;
    try {
      parsed = formatter.parse(text);
    } catch (DateTimeParseException e) {
      throw noTime(column, text);
    }
    LocalDate day = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    // A pattern may have optional parts, without which the text says too little.
    if (day == null || time == null) {
      throw noTime(column, text);
    }
    return at(zone(parsed), day.atTime(time), column, text, notBefore);
  }

  private BrokenLine noTime(String column, String text) {
    return BrokenLine.value(column, text, "is not a time of the form " + declared);
  }

  private ZoneId zone(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
      return ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS));
    }
    ZoneId stated = parsed.query(TemporalQueries.zone());
    return stated == null ? clock : stated;
  }

  private static Instant at(
      ZoneId zone, LocalDateTime local, String column, String text, @Nullable Instant notBefore)
      throws BrokenLine {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw BrokenLine.value(column, text, "does not exist in " + zone);
    }
    Instant first = local.toInstant(offsets.getFirst());
    return notBefore != null && first.isBefore(notBefore)
        ? local.toInstant(offsets.getLast())
        : first;
  }
}
