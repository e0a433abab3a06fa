package daybook.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes the devices' sessions, day by day. */
final class Traffic {
  private static final int SHORTEST_SECONDS = 20;

  private final RandomGenerator random;
  private final List<Session> sessions = new ArrayList<>();

  private Traffic(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The sessions that may concern an operator's files of these days, in the order of their starts.
   *
   * @param end exclusive
   */
  static List<Session> of(
      List<Device> devices, LocalDate firstDay, LocalDate end, RandomGenerator random) {
    Traffic traffic = new Traffic(random);
    // An operator's calendar can be a day ahead of or behind the devices' own.
    List<LocalDate> days = firstDay.minusDays(1).datesUntil(end.plusDays(1)).toList();
    for (Device device : devices) {
      for (LocalDate day : days) {
        if (!day.isBefore(device.firstDay())) {
          traffic.addDay(device, day);
        }
      }
    }
    traffic.sessions.sort(
        Comparator.comparing(Session::start).thenComparing(session -> session.device().key()));
    return traffic.sessions;
  }

  /** Each session starts in the first half of its own slot of the day and ends within it. */
  private void addDay(Device device, LocalDate day) {
    DeviceKind kind = device.kind();
    int count = kind.sessionsOn(day, random);
    int factor = kind.dayFactor(random);
    int slotSeconds = kind.openMinutes() * 60 / count;
    Instant opens =
        day.atTime(LocalTime.ofSecondOfDay(kind.opensAtMinute() * 60L))
            .atZone(DemoFiles.ZONE)
            .toInstant();
    for (int slot = 0; slot < count; slot++) {
      Instant start = opens.plusSeconds(slot * slotSeconds + random.nextInt(slotSeconds / 2));
      int seconds = duration(slotSeconds / 2);
      long bytes = kind.bytes(random) * factor;
      long up = bytes * kind.upPercent() / 100;
      sessions.add(new Session(device, start, start.plusSeconds(seconds), up, bytes - up));
    }
  }

  /** In seconds; drawn twice, for short sessions are more frequent than long ones. */
  private int duration(int most) {
    return random.nextInt(SHORTEST_SECONDS, random.nextInt(SHORTEST_SECONDS, most) + 1);
  }
}
