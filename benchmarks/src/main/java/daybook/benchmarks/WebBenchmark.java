package daybook.benchmarks;

import daybook.benchmarks.world.World;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Pages of the usage report under load, token check and JSON body included, against an nginx that
 * serves the same bytes from a file. Both are asked by the same program in turns.
 */
final class WebBenchmark {
  private static final String SUBJECT = "http";
  private static final String BASELINE = "nginx";
  private static final int CONNECTIONS = 32;

  private final World world;
  private final Size size;
  private final Loading loading;
  private final Path folder;

  WebBenchmark(World world, Size size, Path folder) {
    this.world = world;
    this.size = size;
    this.loading = new Loading(world);
    this.folder = folder;
  }

  void run(Place place, PageBenchmark.Sink sink) throws Exception {
    loading.load(place);
    try (Running running = new Running(loading.settings(place));
        HttpClient client = HttpClient.newHttpClient()) {
      new BookCheck(world).check(place, running);
      String token = running.adminToken(World.PROVIDER);
      for (Question question : Question.of(world)) {
        if (question instanceof Question.Usage usage) {
          HttpResponse<String> answer = Running.send(client, usage.request(running, token));
          Map<String, String> headers = new HashMap<>();
          headers.put("Authorization", "Bearer " + token);
          sink.add(contest(place, running, usage, headers, answer, usage.name() + ", loaded"));
          if (usage.page() == 0) {
            headers.put("If-None-Match", answer.headers().firstValue("ETag").orElseThrow());
            sink.add(contest(place, running, usage, headers, answer, usage.name() + ", unchanged"));
          }
          WrongAnswer.unlessEqual(
              usage.name(),
              answer.body(),
              Running.send(client, usage.request(running, token)).body());
        }
      }
    }
  }

  private Result contest(
      Place place,
      Running running,
      Question.Usage usage,
      Map<String, String> headers,
      HttpResponse<String> answer,
      String name)
      throws Exception {
    Path scripts = Files.createTempDirectory(folder, "web");
    Wrk wrk = new Wrk(scripts, CONNECTIONS, size.loadedSeconds());
    try (Nginx nginx = Nginx.serving(scripts.resolve("nginx"), answer.body())) {
      Contest contest =
          new Contest()
              .with(SUBJECT, () -> wrk.post(running.usageAddress(), headers, usage.body()))
              .with(BASELINE, () -> wrk.get(nginx.address()));
      // The first round only warms up.
      contest.run(1);
      Standings standings = contest.run(size.rounds());
      return new Result(
          name,
          place.name(),
          world.expected().sessionDays(),
          size.rounds(),
          standings.of(SUBJECT),
          BASELINE,
          standings.of(BASELINE));
    }
  }
}
