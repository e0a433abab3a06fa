package daybook.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slice against a naive merge, whichever widths its columns have. */
class DaySliceTest {
  private static final LocalDate DAY = LocalDate.of(2024, 6, 1);

  private record Row(
      long sim, long sid, long batch, int records, long up, long down, long owner, long rating) {}

  private record Key(long sim, long sid) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparingLong(Key::sim).thenComparingLong(Key::sid).compare(this, other);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 0xFE, 0xFFFF_FFFDL, 0x1_0000_0000L, Long.MAX_VALUE / 1_000})
  void a_slice_is_the_naive_merge_of_its_rows(long most) {
    Random random = new Random(most);
    for (int i = 0; i < 100; i++) {
      List<Row> rows = rows(random, most);
      assertThat(described(slice(null, rows, 0, Long.MAX_VALUE))).isEqualTo(naive(rows));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 0xFFFF_FFFDL, Long.MAX_VALUE / 1_000})
  void a_slice_made_of_an_earlier_one_is_the_same_as_one_made_of_all_rows(long most) {
    Random random = new Random(most);
    for (int i = 0; i < 200; i++) {
      List<Row> rows = rows(random, most);
      long batch = random.nextLong(12);
      DaySlice base = slice(null, rows, 0, batch);
      DaySlice whole = slice(null, rows, 0, Long.MAX_VALUE);
      assertThat(slice(base, rows, batch, Long.MAX_VALUE).isSameAs(whole)).isTrue();
      assertThat(base.isSameAs(whole)).isEqualTo(described(base).equals(described(whole)));
    }
  }

  @Test
  void every_value_of_a_large_slice_is_there_whatever_lies_around_it() {
    Random random = new Random(20261127);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      long most = 1L << random.nextInt(55);
      rows.add(
          new Row(
              1 + i / 3 * most,
              1 + i,
              1,
              1 + random.nextInt(3),
              random.nextLong(most),
              i / 1_000 * most,
              random.nextLong(),
              i / 2_000));
    }
    rows.sort(Comparator.comparingLong(Row::sim).thenComparingLong(Row::sid));
    assertThat(described(slice(null, rows, 0, 1))).isEqualTo(naive(rows));
  }

  @Test
  void ratings_are_counted_without_the_rows() {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      DaySlice slice = slice(null, rows(random, 1_000), 0, Long.MAX_VALUE);
      Map<Long, Long> expected = new TreeMap<>();
      for (int row = 0; row < slice.size(); row++) {
        expected.merge(slice.rating(row), 1L, Long::sum);
      }
      Map<Long, Long> counted = new TreeMap<>();
      slice.countRatings(counted::put);
      assertThat(counted).isEqualTo(expected);
    }
  }

  @Test
  void two_bytes_are_enough_for_what_is_sorted_however_high_it_is_numbered() {
    long high = 1L << 40;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rows.add(new Row(high + i, high + 5L * i, 1, 1, i % 2 << 30, 1 << 20, high + i / 3, i % 5));
    }
    DaySlice slice = slice(null, rows, 0, 1);
    assertThat(slice.weightInBytes()).isLessThan(10_000 * (2 + 2 + 1 + 4 + 1 + 2 + 1) + 5_000);
    assertThat(described(slice)).isEqualTo(naive(rows));
  }

  @Test
  void the_first_row_of_a_sim_is_found_from_every_row_before_it_however_sims_are_numbered() {
    Random random = new Random(20260302);
    for (int i = 0; i < 300; i++) {
      long[] sims = sims(random.nextInt(i % 10 == 0 ? 5_000 : 40), random);
      DaySlice.Builder builder = new DaySlice.Builder(DAY);
      for (int row = 0; row < sims.length; row++) {
        builder.add(sims[row], row + 1, 1, 1, 1, 1, 1);
      }
      DaySlice slice = builder.build();
      for (int from = 0; from <= sims.length; from += 1 + random.nextInt(1 + sims.length / 40)) {
        long before = from == 0 ? 0 : sims[from - 1];
        for (long sim : soughtAfter(before, sims, random)) {
          int naive = from;
          while (naive < sims.length && sims[naive] < sim) {
            naive++;
          }
          assertThat(slice.firstRowOf(sim, from))
              .as("SIM %d from row %d of %s", sim, from, Arrays.toString(sims))
              .isEqualTo(naive);
        }
      }
    }
  }

  /** Evenly, in clusters, or each as far away as all before it. */
  private static long[] sims(int rows, Random random) {
    long[] sims = new long[rows];
    int kind = random.nextInt(3);
    long sim = 1L + random.nextInt(5);
    for (int row = 0; row < sims.length; row++) {
      sims[row] = sim;
      sim +=
          switch (kind) {
            case 0 -> random.nextInt(3);
            case 1 -> random.nextInt(10) == 0 ? random.nextLong(1L << 40) : random.nextInt(2);
            default -> Math.min(sim, (Long.MAX_VALUE - sim) / 2);
          };
    }
    return sims;
  }

  private static List<Long> soughtAfter(long before, long[] sims, Random random) {
    List<Long> sought = new ArrayList<>(List.of(before + 1, Long.MAX_VALUE));
    for (int i = 0; i < 10 && sims.length > 0; i++) {
      long sim = sims[random.nextInt(sims.length)] + random.nextInt(3) - 1;
      if (sim > before) {
        sought.add(sim);
      }
    }
    return sought;
  }

  /** No session day carries less than nothing, and one without records carries nothing. */
  private static List<Row> rows(Random random, long most) {
    Map<Key, List<Row>> rows = new TreeMap<>();
    int count = random.nextInt(60);
    for (int batch = 1; batch <= count; batch++) {
      Key key = new Key(1 + random.nextInt(5), 1 + random.nextInt(4));
      List<Row> before = rows.computeIfAbsent(key, same -> new ArrayList<>());
      int records = before.stream().mapToInt(Row::records).sum();
      long up = before.stream().mapToLong(Row::up).sum();
      long down = before.stream().mapToLong(Row::down).sum();
      boolean withdrawn = records > 0 && random.nextInt(3) == 0;
      before.add(
          new Row(
              key.sim(),
              key.sid(),
              batch / 5,
              withdrawn ? -records : 1,
              withdrawn ? -up : random.nextLong(most / 60 + 1),
              withdrawn ? -down : random.nextLong(most / 60 + 1),
              random.nextLong(most / 2 + 1),
              random.nextLong(4)));
    }
    return rows.values().stream().flatMap(List::stream).toList();
  }

  private static DaySlice slice(DaySlice base, List<Row> rows, long after, long through) {
    DaySlice.Builder builder =
        base == null ? new DaySlice.Builder(DAY) : new DaySlice.Builder(base);
    for (Row row : rows) {
      if ((row.batch() > after || base == null) && row.batch() <= through) {
        builder.add(
            row.sim(), row.sid(), row.records(), row.up(), row.down(), row.owner(), row.rating());
      }
    }
    return builder.build();
  }

  private static List<String> naive(List<Row> rows) {
    Map<Key, List<Row>> byKey = new TreeMap<>();
    rows.forEach(row ->
        byKey.computeIfAbsent(new Key(row.sim(), row.sid()), same -> new ArrayList<>()).add(row));
    List<String> described = new ArrayList<>();
    byKey.forEach((key, ofKey) -> {
      int records = ofKey.stream().mapToInt(Row::records).sum();
      if (records != 0) {
        described.add(
            "%d %d %d %d %d %d %d"
                .formatted(
                    key.sim(),
                    key.sid(),
                    records,
                    ofKey.stream().mapToLong(Row::up).sum(),
                    ofKey.stream().mapToLong(Row::down).sum(),
                    ofKey.getLast().owner(),
                    ofKey.getLast().rating()));
      }
    });
    return described;
  }

  private static List<String> described(DaySlice slice) {
    List<String> described = new ArrayList<>();
    for (int row = 0; row < slice.size(); row++) {
      described.add(
          "%d %d %d %d %d %d %d"
              .formatted(
                  slice.sim(row),
                  slice.sid(row),
                  slice.records(row),
                  slice.bytesUp(row),
                  slice.bytesDown(row),
                  slice.subscription(row),
                  slice.rating(row)));
    }
    return described;
  }
}
