package daybook.demo;

/**
 * What becomes of the lines of one session file, if the demonstration's files are taken in once, in
 * order, after its inventory. Known because it was planted so.
 */
public record Planted(int stored, int duplicates, int conflicts, int rejected, int parked) {
  public static final Planted NOTHING = new Planted(0, 0, 0, 0, 0);

  /** All lines but the header. */
  public int lines() {
    return stored + duplicates + conflicts + rejected + parked;
  }

  public Planted plus(Planted other) {
    return new Planted(
        stored + other.stored,
        duplicates + other.duplicates,
        conflicts + other.conflicts,
        rejected + other.rejected,
        parked + other.parked);
  }
}
