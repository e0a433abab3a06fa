package daybook.book;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.BatchId;
import daybook.model.DeliveryId;
import daybook.model.RatingId;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class DaySlicesTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");

  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_slice_is_read_once_per_day_and_version() {
    DaySlices slices = new DaySlices(store.facts(), 1_000_000, null);

    assertThat(slices.of(DAY, 7)).isSameAs(slices.of(DAY, 7));
    assertThat(slices.of(DAY, 7)).isNotSameAs(slices.of(DAY, 8));
    assertThat(slices.of(DAY, 7).usageDay()).isEqualTo(DAY);
    assertThat(slices.of(DAY.plusDays(1), 7).usageDay()).isEqualTo(DAY.plusDays(1));
  }

  @Test
  void those_who_ask_at_once_get_one_and_the_same_slice() throws Exception {
    DaySlices slices = new DaySlices(store.facts(), 1_000_000, null);
    Callable<DaySlice> ask = () -> slices.of(DAY, 7);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<DaySlice> answer : threads.invokeAll(List.of(ask, ask, ask, ask, ask))) {
        assertThat(answer.get()).isSameAs(slices.of(DAY, 7));
      }
    }
  }

  @Test
  void no_more_slices_stay_in_memory_than_fit() {
    DaySlices slices = new DaySlices(store.facts(), 0, null);

    DaySlice first = slices.of(DAY, 7);
    awaitEviction(slices, first);
  }

  @Test
  void slices_in_files_are_those_of_the_store_whatever_was_asked_before(@TempDir Path directory) {
    Facts facts = store.facts();
    Random random = new Random(20260301);
    List<Long> versions = new ArrayList<>();
    DaySlices slices = new DaySlices(facts, 1_000_000, directory);
    for (int i = 0; i < 60; i++) {
      versions.add(book(facts, random));
      if (random.nextInt(4) == 0) {
        slices = new DaySlices(facts, 1_000_000, directory);
      }
      long version = versions.get(random.nextInt(versions.size()));
      assertThat(slices.of(DAY, version).isSameAs(facts.slice(DAY, version)))
          .as("version %d of %d", version, versions.getLast())
          .isTrue();
    }
    long last = versions.getLast();
    slices.of(DAY, last);
    slices.of(DAY, versions.getFirst());
    assertThat(new SliceFiles(directory).versions(DAY))
        .as("an earlier day's version does not take the place of the latest")
        .containsExactly(last);
    assertThat(new DaySlices(facts, 1_000_000, directory).of(DAY, last).weightInBytes())
        .as("it lies in its file")
        .isLessThan(2_000);
  }

  @Test
  void what_lies_in_a_file_is_not_held_in_memory_too(@TempDir Path directory) {
    List<WeakReference<Object>> read = new ArrayList<>();
    Facts facts =
        (Facts)
            Proxy.newProxyInstance(
                Facts.class.getClassLoader(),
                new Class<?>[] {Facts.class},
                (_, method, arguments) -> {
                  Object result = method.invoke(store.facts(), arguments);
                  if (result instanceof DaySlice) {
                    read.add(new WeakReference<>(result));
                  }
                  return result;
                });
    DaySlices slices = new DaySlices(facts, 1_000_000, directory);
    Random random = new Random(5);
    DaySlice first = slices.of(DAY, book(store.facts(), random));
    DaySlice second = slices.of(DAY, book(store.facts(), random));

    assertThat(read).hasSize(2);
    awaitNoneOf(read);
    assertThat(first.isSameAs(second)).isFalse();
  }

  @Test
  void a_book_with_another_past_makes_its_slices_anew(@TempDir Path directory) {
    long version = book(store.facts(), new Random(1));
    new DaySlices(store.facts(), 1_000_000, directory).of(DAY, version);
    try (TestStore other = new TestStore()) {
      for (int batch = 1; batch < version + 2; batch++) {
        long now = book(other.facts(), new Random(batch + 100));
        assertThat(
                new DaySlices(other.facts(), 1_000_000, directory)
                    .of(DAY, now)
                    .isSameAs(other.facts().slice(DAY, now)))
            .isTrue();
        assertThat(new SliceFiles(directory).versions(DAY)).containsExactly(now);
      }
    }
  }

  @Test
  void a_file_that_was_damaged_changes_no_answer_and_is_made_anew(@TempDir Path directory)
      throws IOException {
    Facts facts = store.facts();
    Random random = new Random(4);
    long version = book(facts, random);
    new DaySlices(facts, 1_000_000, directory).of(DAY, version);
    Path file;
    try (Stream<Path> files = Files.list(directory)) {
      file = files.toList().getFirst();
    }
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < 100; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.delete(file);
      Files.write(file, changed);
      DaySlice slice = new DaySlices(facts, 1_000_000, directory).of(DAY, version);
      assertThat(slice.isSameAs(facts.slice(DAY, version))).isTrue();
    }
    assertThat(file).hasBinaryContent(whole);
  }

  /** Adds to some session days of the day, and takes others back. */
  private long book(Facts facts, Random random) {
    try (Booking booking = facts.begin()) {
      BatchId batch =
          booking.batch(
              DAY.plusDays(1),
              Instant.parse("2026-03-02T12:00:00Z").plusMillis(random.nextInt(1_000_000_000)),
              Batch.Cause.DELIVERY,
              new DeliveryId(1));
      List<CellRow> rows = new ArrayList<>();
      for (long sid = 1; sid <= 8; sid++) {
        SessionDayKey key = new SessionDayKey(DAY, new SimId(1 + sid % 3), sid);
        List<CellRow> before = booking.rows(List.of(key)).getOrDefault(key, List.of());
        int records = before.stream().mapToInt(CellRow::records).sum();
        long up = before.stream().mapToLong(CellRow::bytesUp).sum();
        boolean gone = records > 0 && random.nextInt(4) == 0;
        if (gone || random.nextInt(3) == 0) {
          rows.add(
              new CellRow(
                  batch.value(),
                  DAY.plusDays(1),
                  key,
                  gone ? -records : 1,
                  gone ? -up : random.nextInt(1_000),
                  0,
                  new SubscriptionId(1 + random.nextInt(3)),
                  new RatingId(1 + random.nextInt(3))));
        }
      }
      booking.addRows(rows);
      booking.commit();
      return batch.value();
    }
  }

  private static void awaitNoneOf(List<WeakReference<Object>> all) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (all.stream().anyMatch(one -> one.get() != null)) {
      assertThat(System.nanoTime()).as("still in memory").isLessThan(deadline);
      System.gc();
    }
  }

  /** What does not fit is dropped by a thread of the cache's own, soon after. */
  private static void awaitEviction(DaySlices slices, DaySlice first) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (slices.of(DAY, 7) == first) {
      assertThat(System.nanoTime()).as("still in memory").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
