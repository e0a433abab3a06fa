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
 * checksum is compared before the file is used, and that of a column's block before a value of the
 * block is: counting what a few SIMs have of many days reads a small part of their files, however
 * large they are.
 */
final class SliceFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SliceFiles.class);
  private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)_(\\d+)\\.slice");

  /** "daybook" and the number of the layout, in the machine's own order of bytes. */
  private static final long MAGIC = 0x64_61_79_62_6F_6F_6B_04L;

  /**
   * How many bytes tell what the file is of; after them come the slice and its blocks' checksums.
   */
  private static final long HEAD_BYTES = 6L * Long.BYTES;

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
      Optional<MemorySegment> summary = DaySlice.summaryOf(all.asSlice(HEAD_BYTES));
      if (summary.isEmpty()) {
        return distrust(file, "it is damaged");
      }
      MemorySegment head = head(usageDay, version, madeAt, all.byteSize(), summary.get());
      if (all.asSlice(0, HEAD_BYTES).mismatch(head) >= 0) {
        return distrust(file, "it is damaged, or not of this book");
      }
      long checksumsAt = all.byteSize() - (long) DaySlice.blocks(summary.get()) * Long.BYTES;
      MemorySegment checksums = all.asSlice(checksumsAt);
      return Optional.of(
          DaySlice.of(
              usageDay,
              all.asSlice(HEAD_BYTES, checksumsAt - HEAD_BYTES),
              (block, values) ->
                  checksum(values) == checksums.getAtIndex(ValueLayout.JAVA_LONG, block)
                      ? Optional.empty()
                      : distrust(file, "it is damaged").or(() -> Optional.of(again.get()))));
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
      MemorySegment checksums =
          MemorySegment.ofArray(slice.blocks().stream().mapToLong(SliceFiles::checksum).toArray());
      long size = HEAD_BYTES + slice.bytes().byteSize() + checksums.byteSize();
      MemorySegment head = head(usageDay, version, madeAt, size, slice.summary());
      WholeFile.write(directory, name(usageDay, version), List.of(head, slice.bytes(), checksums));
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

  /**
   * What a file must say of itself.
   *
   * @param size the file's, in bytes
   */
  private static MemorySegment head(
      LocalDate usageDay, long version, Instant madeAt, long size, MemorySegment summary) {
    return MemorySegment.ofArray(
        new long[] {
          MAGIC,
          usageDay.toEpochDay(),
          version,
          ChronoUnit.MICROS.between(Instant.EPOCH, madeAt),
          size,
          checksum(summary)
        });
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
