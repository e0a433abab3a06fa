package daybook.benchmarks;

/**
 * How much is measured.
 *
 * @param sessionDays in the world's deliveries
 * @param loads how often the deliveries are taken in, per store
 * @param rounds how often a page's subject and baseline take turns
 * @param requests the most in a round, per client
 * @param colds how often a page is asked of a program that has just been opened
 * @param loadedSeconds how long a turn under load lasts
 * @param soakSeconds how long a server is asked evenly
 */
public record Size(
    long sessionDays,
    int loads,
    int rounds,
    int requests,
    int colds,
    int loadedSeconds,
    int soakSeconds) {
  private static final int HALF_AN_HOUR = 1_800;

  /** Above, the slowest of what is measured take minutes, and take turns once. */
  private static final long MANY_TURNS = 200_000_000;

  static final Size SMALL = new Size(100_000, 3, 5, 100, 5, 5, HALF_AN_HOUR);
  static final Size FULL = new Size(10_000_000, 1, 5, 100, 5, 5, HALF_AN_HOUR);

  /**
   * @param word {@code small}, {@code full} or a number of session days
   * @throws IllegalArgumentException if it is none of them
   */
  static Size of(String word) {
    return switch (word) {
      case "small" -> SMALL;
      case "full" -> FULL;
      default -> {
        long sessionDays = Long.parseLong(word);
        int rounds = sessionDays > MANY_TURNS ? 1 : 5;
        yield new Size(sessionDays, 3, rounds, 100, 5, 5, HALF_AN_HOUR);
      }
    };
  }
}
