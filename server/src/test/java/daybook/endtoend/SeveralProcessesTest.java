package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.TestBook;
import daybook.book.Delivery;
import daybook.book.postgres.PostgresServer;
import daybook.intake.Intake;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers on one PostgreSQL database, each with connections and memory of its own, and what
 * they do when the database goes away.
 */
class SeveralProcessesTest {
  private static final int STOPS = 5;
  private static final int TAKERS = 2;
  private static final Instant NOW = Instant.parse("2024-04-10T09:00:00Z");

  private final PostgresServer postgres = PostgresServer.start(PostgresServer.Version.NEWEST);
  private final PostgresServer.Database database = postgres.newDatabase();
  private List<Path> deliveries = List.of();
  private TestBook one;
  private TestBook other;

  @TempDir Path directory;
  private Path config;

  @BeforeEach
  void open() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), database.password() + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    config =
        Files.writeString(
            directory.resolve("daybook.yaml"),
            """
            store: postgres
            postgres:
              url: %s
              user: %s
              password_file: %s
              connections: 4
              connect_timeout_seconds: 2
            """
                    .formatted(database.url(), database.user(), password)
                + SmallWorld.CONFIG);
    // Started together: one of them makes the schema, the other waits for it.
    Callable<TestBook> open = () -> TestBook.openAsConfigured(config, NOW);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<TestBook>> opened = threads.invokeAll(List.of(open, open));
      one = opened.get(0).get();
      other = opened.get(1).get();
    }
    SmallWorld.writeInventory(directory);
    one.importDirectory(directory);
    deliveries = SmallWorld.writeDeliveries(directory, SmallWorld.lines(new Random(7)));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    postgres.close();
  }

  @Test
  void a_delivery_that_is_offered_to_both_at_once_is_taken_by_exactly_one() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Path delivery : deliveries) {
        List<Callable<Intake.Taken>> offers =
            List.of(
                () -> one.ingest("net", delivery, null), () -> other.ingest("net", delivery, null));
        List<Future<Intake.Taken>> taken = threads.invokeAll(offers);
        assertThat(List.of(taken.get(0).get().before(), taken.get(1).get().before()))
            .containsExactlyInAnyOrder(true, false);
      }
    }
    assertThat(one.app().facts().deliveries()).hasSize(deliveries.size());
    assertThat(other.app().check().run()).noneMatch(finding -> finding.isFault());
    assertSameAnswers();
  }

  @Test
  void what_one_takes_in_the_other_answers_at_once() throws Exception {
    String token = other.adminToken(1);
    String before = "";
    for (Path delivery : deliveries) {
      one.ingest("net", delivery, null);
      String answer = other.reportDay(token, "{}").body();
      assertThat(answer).isNotEqualTo(before);
      assertSameAnswers();
      before = answer;
    }
  }

  @Test
  void a_token_that_one_revokes_the_other_refuses_at_once() throws Exception {
    String token = one.adminToken(1);
    assertThat(other.reportDay(token, "{}").statusCode()).isEqualTo(200);
    one.app().tokens().revoke(one.app().registry().tokens().getFirst().id());
    assertThat(other.reportDay(token, "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void while_the_database_is_away_requests_are_put_off_and_afterwards_they_are_answered()
      throws Exception {
    one.ingest("net", deliveries.getFirst(), null);
    String token = one.adminToken(1);
    String before = one.reportDay(token, "{}").body();
    postgres.stop(PostgresServer.Mode.IMMEDIATE);
    HttpResponse<String> refused = one.reportDay(token, "{}");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(refused.body()).doesNotContain("127.0.0.1").doesNotContain("jdbc");
    postgres.start();
    assertThat(awaitAnswer(token)).isEqualTo(before);
  }

  @Test
  void a_delivery_under_way_when_connections_are_cut_is_taken_in_whole_and_once() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> taking =
          threads.submit(() -> {
            for (Path delivery : deliveries) {
              one.ingest("net", delivery, null);
            }
            return true;
          });
      for (int i = 0; i < 5; i++) {
        postgres.terminateConnections(database);
        Thread.sleep(50);
      }
      taking.get();
    }
    assertThat(other.app().facts().deliveries()).hasSize(deliveries.size());
    assertThat(other.app().check().run()).noneMatch(finding -> finding.isFault());
  }

  /** Two processes take the same hundred files in while clients ask and the database goes away. */
  @Test
  void a_database_that_stops_and_starts_under_load_loses_nothing() throws Exception {
    List<Path> parts = SmallWorld.writeParts(directory, SmallWorld.lines(new Random(8)), 100);
    String token = one.adminToken(1);
    Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    AtomicBoolean loaded = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Future<Integer> first = threads.submit(() -> takeAll(one, parts));
      Future<Integer> second = threads.submit(() -> takeAll(other, parts));
      Future<?> asking =
          threads.submit(() -> {
            while (!loaded.get()) {
              statuses.add(one.reportDay(token, "{}").statusCode());
            }
            return true;
          });
      try {
        for (int i = 0; i < STOPS; i++) {
          Thread.sleep(300);
          postgres.stop(i % 2 == 0 ? PostgresServer.Mode.IMMEDIATE : PostgresServer.Mode.FAST);
          postgres.start();
        }
        // A booking whose commit was cut off from its answer is repeated, and finds itself done.
        assertThat(first.get() + second.get())
            .isBetween(parts.size() - STOPS * TAKERS, parts.size());
      } finally {
        loaded.set(true);
      }
      asking.get();
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 503);
    assertThat(other.app().facts().deliveries())
        .extracting(Delivery::name)
        .containsExactlyInAnyOrderElementsOf(
            parts.stream().map(part -> part.getFileName().toString()).toList());
    assertThat(other.app().check().run()).noneMatch(finding -> finding.isFault());
    assertSameAnswers();
    Path embedded =
        Files.writeString(
            directory.resolve("embedded.yaml"), "data: undisturbed\n" + SmallWorld.CONFIG);
    try (TestBook undisturbed = TestBook.openAsConfigured(embedded, NOW)) {
      undisturbed.importDirectory(directory);
      takeAll(undisturbed, parts);
      assertThat(one.reportDay(token, "{\"size\":1000}").body())
          .isEqualTo(undisturbed.reportDay(undisturbed.adminToken(1), "{\"size\":1000}").body());
    }
  }

  /** Returns how many of the files nobody had taken in before. */
  private static int takeAll(TestBook book, List<Path> files) throws Exception {
    int taken = 0;
    for (Path file : files) {
      taken += book.ingest("net", file, null).before() ? 0 : 1;
    }
    return taken;
  }

  @Test
  void a_process_with_another_zone_is_refused_once_the_first_data_are_in() throws Exception {
    Path elsewhere =
        Files.writeString(
            directory.resolve("elsewhere.yaml"),
            Files.readString(config).replace("zone: Europe/Berlin", "zone: Asia/Almaty"));
    try (TestBook late = TestBook.openAsConfigured(elsewhere, NOW)) {
      one.ingest("net", deliveries.getFirst(), null);
      assertThatThrownBy(() -> late.ingest("net", deliveries.getLast(), null))
          .hasMessageContaining("zone: Europe/Berlin");
    }
    assertThat(one.app().facts().deliveries()).hasSize(1);
  }

  private String awaitAnswer(String token) throws Exception {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (true) {
      HttpResponse<String> answer = one.reportDay(token, "{}");
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      assertThat(System.nanoTime()).as("still %s", answer).isLessThan(deadline);
    }
  }

  private void assertSameAnswers() throws Exception {
    assertThat(one.reportDay(one.adminToken(1), "{\"size\":1000}").body())
        .isEqualTo(other.reportDay(other.adminToken(1), "{\"size\":1000}").body());
  }
}
