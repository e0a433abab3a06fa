package daybook.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.SimId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random SIM files one after the other against a map that is simply overwritten. */
@Tag("store")
class RandomSimImportsTest {
  private static final String HEADER =
      "id,iccid,original_number,operator_key,name,profile,subscription_id,from,to\n";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_registry_says_what_each_sims_last_file_said(long seed, @TempDir Path root) {
    Random random = new Random(seed);
    Map<Long, Set<String>> expected = new TreeMap<>();
    Map<Instant, Set<String>> history = new HashMap<>();
    try (ImportFixture fixture = new ImportFixture(root)) {
      fixture.bringWorld();
      for (int i = 0; i < 12; i++) {
        Map<Long, Set<String>> stated = statement(random);
        Set<SimId> differing =
            stated.entrySet().stream()
                .filter(sim -> !sim.getValue().equals(expected.get(sim.getKey())))
                .map(sim -> new SimId(sim.getKey()))
                .collect(Collectors.toSet());
        history.put(fixture.now().plusSeconds(3600), flat(expected));
        expected.putAll(stated);
        String file = file(stated, random);

        assertThat(fixture.bring("sims.csv", file).simsToRebook())
            .containsExactlyInAnyOrderElementsOf(differing);
        assertThat(spans(fixture, new Registry.When.Now())).isEqualTo(flat(expected));
        assertThat(fixture.bring("sims.csv", file).files()).allMatch(FileResult::isUnchanged);
      }
      history.forEach((moment, then) ->
          assertThat(spans(fixture, new Registry.When.Before(moment))).isEqualTo(then));
    }
  }

  /** For a few SIMs a random set of spans, each as its own text. */
  private static Map<Long, Set<String>> statement(Random random) {
    Map<Long, Set<String>> stated = new TreeMap<>();
    for (int i = 0; i < 5; i++) {
      long sim = random.nextLong(1, 9);
      Set<String> spans = new TreeSet<>();
      LocalDate day = LocalDate.of(2026, 1, 1);
      for (int s = 1 + random.nextInt(3); s > 0; s--) {
        LocalDate end = day.plusDays(random.nextInt(3));
        spans.add(
            sim
                + (random.nextBoolean() ? ",TC," : ",TD,")
                + (random.nextBoolean() ? "100," : "200,")
                + day
                + ","
                + (s == 1 && random.nextBoolean() ? "" : end));
        day = end.plusDays(1 + random.nextInt(2));
      }
      stated.put(sim, spans);
    }
    return stated;
  }

  private static String file(Map<Long, Set<String>> stated, Random random) {
    List<String> lines = new ArrayList<>(flat(stated));
    Collections.shuffle(lines, random);
    return lines.stream()
        .map(line -> line.replaceFirst("(\\d+),", "$1,I$1,,K$1,N$1,"))
        .collect(Collectors.joining("\n", HEADER, "\n"));
  }

  private static Set<String> flat(Map<Long, Set<String>> sims) {
    return sims.values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The spans of the SIMs that the files name; those of the small world have larger numbers. */
  private static Set<String> spans(ImportFixture fixture, Registry.When when) {
    return fixture.rows(RegistryTable.SIM_SPANS, when).stream()
        .map(row -> row.row())
        .filter(span -> span.sim().value() < 1000)
        .map(span ->
            "%s,%s,%s,%s,%s"
                .formatted(
                    span.sim(),
                    span.profile(),
                    span.subscription(),
                    span.days().from(),
                    span.days().to() == null ? "" : span.days().to()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
