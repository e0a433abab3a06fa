package daybook.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * wrk, which asks the same again and again over many connections, from a process of its own.
 *
 * @param folder for its scripts
 */
record Wrk(Path folder, int connections, int seconds) {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final Pattern SUMMARY =
      Pattern.compile("SUMMARY (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  /** Times are in microseconds there. */
  private static final String SAY_SUMMARY =
      """
      done = function(summary, latency, requests)
        local e = summary.errors
        io.write(string.format("SUMMARY %d %d %d %d %d\\n", summary.requests, summary.duration,
          latency:percentile(50), latency:percentile(99),
          e.connect + e.read + e.write + e.status + e.timeout))
      end
      """;

  /** A turn of GETs. */
  Timings get(URI address) throws IOException, InterruptedException {
    return turn(address, "");
  }

  /** A turn of POSTs. */
  Timings post(URI address, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    StringBuilder script =
        new StringBuilder("wrk.method = \"POST\"\nwrk.body = [[").append(body).append("]]\n");
    headers.forEach((name, value) ->
        script
            .append("wrk.headers[\"")
            .append(name)
            .append("\"] = [[")
            .append(value)
            .append("]]\n"));
    return turn(address, script.toString());
  }

  private Timings turn(URI address, String asking) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("wrk.lua"), asking + SAY_SUMMARY);
    String said =
        Program.WRK.run(
            List.of(
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "-s",
                script.toString(),
                address.toString()));
    return timings(said);
  }

  private static Timings timings(String said) {
    Matcher summary = SUMMARY.matcher(said);
    if (!summary.find()) {
      throw new IllegalStateException("wrk said no summary: " + said);
    }
    MatchResult found = summary.toMatchResult();
    WrongAnswer.unlessEqual("requests without an answer", 0L, number(found, 5));
    return new Timings(
        number(found, 3) * NANOS_PER_MICRO,
        OptionalLong.of(number(found, 4) * NANOS_PER_MICRO),
        Timings.rate(number(found, 1), number(found, 2) * NANOS_PER_MICRO));
  }

  private static long number(MatchResult found, int group) {
    return Long.parseLong(found.group(group));
  }
}
