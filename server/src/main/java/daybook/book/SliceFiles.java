package daybook.book;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Day slices as files that are mapped into memory, so that a day that was read once is there at
 * once after a start, and takes no heap. They can all be deleted at any time: what is missing,
 * damaged or of another past of the book is read from the store again.
 *
 * <p>A file is written whole under another name and then renamed, and it says when its batch was
 * made: a book that was restored gives the numbers of its lost batches out again. The summary's
 * checksum is compared before the file is used, and a column's before that column is: counting what
 * a few SIMs have of many days reads a small part of their files.
 */
final class SliceFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SliceFiles.class);
  private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)_(\\d+)\\.slice");

  /** "daybook" and the number of the layout, in the machine's own order of bytes. */
  private static final long MAGIC = 0x64_61_79_62_6F_6F_6B_02L;

  /** How many longs tell what the file is of; after them comes each column's checksum. */
  private static final int FACTS = 6;

  private static final int HEAD_LONGS = FACTS + DaySlice.COLUMNS;
  private static final long HEAD_BYTES = (long) HEAD_LONGS * Long.BYTES;

  private final Path directory;

  /**
   * @param directory is made when the first file is written
   */
  SliceFiles(Path directory) {
    this.directory = directory;
  }

  /** The versions of a day that there are files of, the latest first. */
  List<Long> versions(LocalDate usageDay) {
    List<Long> versions = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, usageDay + "_*.slice")) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          versions.add(Long.valueOf(name.group(2)));
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      LOG.warn("{} cannot be read, so slices come from the store: {}", directory, e.toString());
      return List.of();
    }
    versions.sort(Comparator.reverseOrder());
    return versions;
  }

  /**
   * The slice of a day and version; empty if there is no such file, or none to be trusted.
   *
   * @param madeAt when the version's batch was made
   * @param again the same from the store, should a column turn out to be damaged
   */
  Optional<DaySlice> read(
      LocalDate usageDay, long version, Instant madeAt, Supplier<DaySlice> again) {
    Path file = file(usageDay, version);
    try (FileChannel channel = FileChannel.open(file, READ)) {
      if (channel.size() < HEAD_BYTES) {
        return distrust(file, "it is too short");
      }
      MemorySegment all = channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      MemorySegment bytes = all.asSlice(HEAD_BYTES);
      Optional<MemorySegment> summary = DaySlice.summaryOf(bytes);
      if (summary.isEmpty()) {
        return distrust(file, "it is damaged");
      }
      long[] facts = facts(usageDay, version, madeAt, bytes.byteSize(), summary.get());
      MemorySegment told = all.asSlice(0, (long) facts.length * Long.BYTES);
      return told.mismatch(MemorySegment.ofArray(facts)) < 0
          ? Optional.of(
              DaySlice.of(
                  usageDay,
                  bytes,
                  (column, values) ->
                      checksum(values) == all.getAtIndex(ValueLayout.JAVA_LONG, FACTS + column)
                          ? Optional.empty()
                          : distrust(file, "it is damaged").or(() -> Optional.of(again.get()))))
          : distrust(file, "it is damaged, or not of this book");
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return distrust(file, e.toString());
    }
  }

  private static Optional<DaySlice> distrust(Path file, String why) {
    LOG.warn("{} is not used, and its day is read from the store: {}", file, why);
    return Optional.empty();
  }

  /**
   * Keeps a slice in the place of all others of its day. Returns what is to be used from now on.
   */
  DaySlice keep(DaySlice slice, long version, Instant madeAt, Supplier<DaySlice> again) {
    LocalDate usageDay = slice.usageDay();
    try {
      MemorySegment head = head(slice, version, madeAt);
      WholeFile.write(directory, name(usageDay, version), List.of(head, slice.bytes()));
      for (long other : versions(usageDay)) {
        if (other != version) {
          Files.deleteIfExists(file(usageDay, other));
        }
      }
    } catch (IOException e) {
      LOG.warn("slices are not kept in {}: {}", directory, e.toString());
      return slice;
    }
    return read(usageDay, version, madeAt, again).orElse(slice);
  }

  private static MemorySegment head(DaySlice slice, long version, Instant madeAt) {
    long[] facts =
        facts(slice.usageDay(), version, madeAt, slice.bytes().byteSize(), slice.summary());
    long[] head = Arrays.copyOf(facts, HEAD_LONGS);
    for (int column = 0; column < DaySlice.COLUMNS; column++) {
      head[FACTS + column] = checksum(slice.bytesOf(column));
    }
    return MemorySegment.ofArray(head);
  }

  /** What a file must say of itself. */
  private static long[] facts(
      LocalDate usageDay, long version, Instant madeAt, long size, MemorySegment summary) {
    return new long[] {
      MAGIC,
      usageDay.toEpochDay(),
      version,
      ChronoUnit.MICROS.between(Instant.EPOCH, madeAt),
      size,
      checksum(summary)
    };
  }

  private static long checksum(MemorySegment bytes) {
    return WholeFile.checksum(List.of(bytes));
  }

  private Path file(LocalDate usageDay, long version) {
    return directory.resolve(name(usageDay, version));
  }

  private static String name(LocalDate usageDay, long version) {
    return "%s_%d.slice".formatted(usageDay, version);
  }
}
