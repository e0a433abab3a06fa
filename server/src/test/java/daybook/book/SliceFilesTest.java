package daybook.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in files is used exactly where it is what the store would say. */
class SliceFilesTest {
  private static final LocalDate DAY = LocalDate.of(2024, 6, 1);
  private static final Instant MADE = Instant.parse("2024-06-02T12:00:00.123456Z");

  @TempDir Path directory;

  private static DaySlice unread() {
    throw new AssertionError("The store was asked for what lies there undamaged");
  }

  /** The slice as the store would give it, and how often it did. */
  private static Supplier<DaySlice> counted(DaySlice slice, AtomicInteger times) {
    return () -> {
      times.incrementAndGet();
      return slice;
    };
  }

  private static DaySlice slice(int rows) {
    DaySlice.Builder builder = new DaySlice.Builder(DAY);
    for (int i = 1; i <= rows; i++) {
      builder.add(i, i, 1, (long) i << 35, i, 7, i % 3);
    }
    return builder.build();
  }

  @Test
  void a_slice_that_is_kept_is_read_as_it_was_and_takes_no_heap() {
    SliceFiles files = new SliceFiles(directory.resolve("slices"));
    assertThat(files.versions(DAY)).isEmpty();
    assertThat(files.read(DAY, 7, MADE, SliceFilesTest::unread)).isEmpty();
    DaySlice slice = slice(100_000);

    DaySlice kept = files.keep(slice, 7, MADE, SliceFilesTest::unread);

    assertThat(kept.isSameAs(slice)).isTrue();
    assertThat(kept.weightInBytes()).isLessThan(slice.weightInBytes() / 100);
    assertThat(
            new SliceFiles(directory.resolve("slices"))
                .read(DAY, 7, MADE, SliceFilesTest::unread)
                .orElseThrow())
        .satisfies(read -> assertThat(read.isSameAs(slice)).isTrue());
  }

  @Test
  void one_file_of_a_day_is_kept() {
    SliceFiles files = new SliceFiles(directory);
    files.keep(slice(3), 7, MADE, SliceFilesTest::unread);
    files.keep(slice(4), 9, MADE, SliceFilesTest::unread);
    assertThat(files.versions(DAY)).containsExactly(9L);
    assertThat(files.read(DAY, 7, MADE, SliceFilesTest::unread)).isEmpty();
    assertThat(files.read(DAY, 9, MADE, SliceFilesTest::unread).orElseThrow().size()).isEqualTo(4);
  }

  @Test
  void a_file_of_another_past_or_another_name_is_not_used() throws IOException {
    SliceFiles files = new SliceFiles(directory);
    files.keep(slice(3), 7, MADE, SliceFilesTest::unread);
    assertThat(files.read(DAY, 7, MADE.plusNanos(1_000), SliceFilesTest::unread)).isEmpty();
    Path file = onlyFile();
    Files.copy(file, file.resolveSibling("2024-06-02_7.slice"));
    Files.copy(file, file.resolveSibling("2024-06-01_8.slice"));
    assertThat(files.read(DAY.plusDays(1), 7, MADE, SliceFilesTest::unread)).isEmpty();
    assertThat(files.read(DAY, 8, MADE, SliceFilesTest::unread)).isEmpty();
  }

  @Test
  void a_file_with_any_byte_changed_or_missing_is_not_used_or_only_where_it_is_undamaged()
      throws IOException {
    SliceFiles files = new SliceFiles(directory);
    DaySlice slice = slice(51);
    files.keep(slice, 7, MADE, SliceFilesTest::unread);
    Path file = onlyFile();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(3);
    int wholly = 0;
    int inColumns = 0;
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      replace(file, changed);
      AtomicInteger again = new AtomicInteger();
      Optional<DaySlice> read = files.read(DAY, 7, MADE, counted(slice, again));
      if (read.isEmpty()) {
        wholly++;
      } else {
        assertThat(read.get().isSameAs(slice)).as("byte " + at).isTrue();
        assertThat(again).as("byte " + at).hasValue(1);
        inColumns++;
      }
    }
    assertThat(wholly).isGreaterThan(100);
    assertThat(inColumns).isGreaterThan(50 * 12);
    for (int length = 0; length < whole.length; length += 1 + random.nextInt(40)) {
      replace(file, Arrays.copyOf(whole, length));
      assertThat(files.read(DAY, 7, MADE, SliceFilesTest::unread)).as(length + " bytes").isEmpty();
    }
    replace(file, whole);
    assertThat(files.read(DAY, 7, MADE, SliceFilesTest::unread).orElseThrow().isSameAs(slice))
        .isTrue();
  }

  @Test
  void damage_is_noticed_when_what_lies_around_it_is_used_and_not_before() throws IOException {
    SliceFiles files = new SliceFiles(directory);
    DaySlice slice = slice(10_000);
    files.keep(slice, 7, MADE, SliceFilesTest::unread);
    Path file = onlyFile();
    byte[] changed = Files.readAllBytes(file);
    int lastRating = changed.length - slice.blocks().size() * Long.BYTES - 1;
    assertThat(changed[lastRating]).isEqualTo((byte) (10_000 % 3));
    changed[lastRating] ^= 1;
    replace(file, changed);
    AtomicInteger again = new AtomicInteger();

    DaySlice read = files.read(DAY, 7, MADE, counted(slice, again)).orElseThrow();

    assertThat(read.sim(9_999)).isEqualTo(10_000);
    assertThat(read.rating(0)).isEqualTo(1);
    assertThat(read.rating(5_000)).isEqualTo(5_001 % 3);
    assertThat(again).hasValue(0);
    assertThat(read.rating(9_999)).isEqualTo(10_000 % 3);
    assertThat(read.isSameAs(slice)).isTrue();
    assertThat(again).hasValue(1);
  }

  @Test
  void where_nothing_can_be_written_the_slice_itself_is_used() throws IOException {
    Path file = Files.writeString(directory.resolve("slices"), "no directory");
    DaySlice slice = slice(3);
    assertThat(new SliceFiles(file).keep(slice, 7, MADE, SliceFilesTest::unread)).isSameAs(slice);
  }

  /** Another file, for the one before may still be mapped. */
  private static void replace(Path file, byte[] bytes) throws IOException {
    Files.delete(file);
    Files.write(file, bytes);
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList().getFirst();
    }
  }
}
