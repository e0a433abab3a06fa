package daybook.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.random.RandomGenerator;

/** What a SIM sits in, which decides how its days look. */
enum DeviceKind {
  /** Chatters all day, less at the weekend; uploads mostly. */
  TRACKER("Trackers", 330, 1080, 7, 3, 24_000, 80),
  /** Reports once a night, on either side of midnight. */
  METER("Night meters", 1350, 300, 1, 1, 3_000, 90),
  /** Busy while shops are open. */
  TERMINAL("Payment terminals", 480, 780, 4, 1, 40_000, 45),
  /** Few long sessions, and now and then a day with an incident. */
  CAMERA("Cameras", 480, 1080, 2, 1, 20_000_000, 97);

  private final String title;
  private final int opensAtMinute;
  private final int openMinutes;
  private final int mostOnWeekdays;
  private final int mostAtWeekends;
  private final long typicalBytes;
  private final int upPercent;

  DeviceKind(
      String title,
      int opensAtMinute,
      int openMinutes,
      int mostOnWeekdays,
      int mostAtWeekends,
      long typicalBytes,
      int upPercent) {
    this.title = title;
    this.opensAtMinute = opensAtMinute;
    this.openMinutes = openMinutes;
    this.mostOnWeekdays = mostOnWeekdays;
    this.mostAtWeekends = mostAtWeekends;
    this.typicalBytes = typicalBytes;
    this.upPercent = upPercent;
  }

  /** What a subscription for such devices is called. */
  String title() {
    return title;
  }

  /** Minutes after midnight at which the first session of a day may start. */
  int opensAtMinute() {
    return opensAtMinute;
  }

  /** How long sessions can last from then on, in all; it may reach into the next day. */
  int openMinutes() {
    return openMinutes;
  }

  /** How much of a session's bytes goes up. */
  int upPercent() {
    return upPercent;
  }

  int sessionsOn(LocalDate day, RandomGenerator random) {
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    return 1 + random.nextInt(weekend ? mostAtWeekends : mostOnWeekdays);
  }

  /** How many times the usual a device's sessions of one day carry. */
  int dayFactor(RandomGenerator random) {
    return this == CAMERA && random.nextInt(8) == 0 ? 8 : 1;
  }

  /** The bytes of one session: heavy-tailed, for each doubling is half as likely; rarely none. */
  long bytes(RandomGenerator random) {
    if (random.nextInt(60) == 0) {
      return 0;
    }
    int doublings = Math.min(Long.numberOfTrailingZeros(random.nextLong()), 7);
    return (typicalBytes << doublings) * random.nextInt(50, 150) / 100;
  }
}
