package daybook.benchmarks;

/** One side of a contest. */
interface Contestant {
  /** Takes a turn. What a turn needs beforehand is not within its times. */
  Timings turn() throws Exception;
}
