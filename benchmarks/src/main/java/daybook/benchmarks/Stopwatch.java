package daybook.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Measures calls.
 *
 * @param nanos a clock that only goes forward
 */
record Stopwatch(LongSupplier nanos) {
  private static final int LEAST = 3;
  private static final long BUDGET_NANOS = 1_000_000_000;

  /** What is measured. */
  interface Call {
    void run() throws Exception;
  }

  /**
   * One call.
   *
   * @param items what it does, for a rate
   */
  Timings once(long items, Call call) throws Exception {
    long start = nanos.getAsLong();
    call.run();
    return Timings.ofOne(nanos.getAsLong() - start, items);
  }

  /**
   * Many calls, one after the other on each of several lines.
   *
   * @param lines one call for each; used by nobody else meanwhile
   * @param times the most a line is called
   */
  Timings many(List<Call> lines, int times) throws Exception {
    long start = nanos.getAsLong();
    List<long[]> all =
        lines.size() == 1 ? List.of(line(lines.getFirst(), times)) : atOnce(lines, times);
    long wall = nanos.getAsLong() - start;
    long[] calls = all.stream().flatMapToLong(LongStream::of).toArray();
    return Timings.of(calls, wall, calls.length);
  }

  private List<long[]> atOnce(List<Call> lines, int times) throws Exception {
    List<Callable<long[]>> tasks = new ArrayList<>();
    for (Call call : lines) {
      tasks.add(() -> line(call, times));
    }
    List<long[]> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(lines.size())) {
      for (Future<long[]> done : threads.invokeAll(tasks)) {
        all.add(done.get());
      }
    }
    return all;
  }

  /** Ends early where calls are slow, but not before there is a median of some. */
  private long[] line(Call call, int times) throws Exception {
    long[] taken = new long[times];
    long begun = nanos.getAsLong();
    int made = 0;
    for (long now = begun; made < times && (made < LEAST || now - begun < BUDGET_NANOS); made++) {
      call.run();
      long then = nanos.getAsLong();
      taken[made] = then - now;
      now = then;
    }
    return Arrays.copyOf(taken, made);
  }
}
