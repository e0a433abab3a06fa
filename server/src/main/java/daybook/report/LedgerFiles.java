package daybook.report;

import static java.nio.file.StandardOpenOption.READ;

import daybook.book.Facts;
import daybook.book.Facts.Side;
import daybook.book.WholeFile;
import daybook.model.ResellerId;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ledgers as files, so that after a start a side of the books need not be read entry by entry
 * again. They can all be deleted at any time: what is missing, damaged or of another past of the
 * book is read from the store.
 */
final class LedgerFiles {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFiles.class);

  /** "ledger", and the number of the layout, in the machine's own order of bytes. */
  private static final long MAGIC = 0x6C_65_64_67_65_72_00_01L;

  /** How many longs tell what the file is of; the ledger comes after them. */
  private static final int HEAD_LONGS = 6;

  private static final long HEAD_BYTES = (long) HEAD_LONGS * Long.BYTES;

  private static final int THROUGH = 3;

  private final Path directory;
  private final Facts facts;

  /**
   * @param directory is made when the first file is written
   */
  LedgerFiles(Path directory, Facts facts) {
    this.directory = directory;
    this.facts = facts;
  }

  /**
   * What was kept last of a side; empty if there is no such file, or none to be trusted.
   *
   * @param mostBytes a larger file is left alone
   */
  Optional<Ledger> read(Side side, ResellerId reseller, long mostBytes) {
    Path file = directory.resolve(name(side, reseller));
    try (FileChannel channel = FileChannel.open(file, READ);
        Arena arena = Arena.ofConfined()) {
      long size = channel.size();
      if (size < HEAD_BYTES) {
        return distrust(file, "it is too short");
      }
      if (size > mostBytes) {
        return Optional.empty();
      }
      MemorySegment all = channel.map(MapMode.READ_ONLY, 0, size, arena);
      MemorySegment bytes = all.asSlice(HEAD_BYTES);
      long through = all.getAtIndex(ValueLayout.JAVA_LONG, THROUGH);
      Optional<Instant> madeAt = facts.madeAt(through);
      if (madeAt.isEmpty()) {
        return distrust(file, "it is of batches that this book does not have");
      }
      MemorySegment head = head(side, reseller, through, madeAt.get(), List.of(bytes));
      return all.asSlice(0, HEAD_BYTES).mismatch(head) < 0
          ? Optional.of(ledger(through, new StoredArrays.In(bytes)))
          : distrust(file, "it is damaged, or not of this book");
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return distrust(file, e.toString());
    }
  }

  private static Optional<Ledger> distrust(Path file, String why) {
    LOG.warn("{} is not used, and its entries are read from the store: {}", file, why);
    return Optional.empty();
  }

  /** Keeps a ledger in the place of an earlier one. */
  void keep(Side side, ResellerId reseller, Ledger ledger) {
    Optional<Instant> madeAt = facts.madeAt(ledger.through());
    if (madeAt.isEmpty()) {
      return;
    }
    StoredArrays.Out out = new StoredArrays.Out();
    out.longs(ledger.parts().size());
    ledger.parts().forEach(part -> part.write(out));
    List<MemorySegment> parts = new ArrayList<>(out.parts());
    parts.addFirst(head(side, reseller, ledger.through(), madeAt.get(), out.parts()));
    try {
      WholeFile.write(directory, name(side, reseller), parts);
    } catch (IOException e) {
      LOG.warn("sums of expenses are not kept in {}: {}", directory, e.toString());
    }
  }

  private static Ledger ledger(long through, StoredArrays.In in) {
    long count = in.longs()[0];
    List<LedgerPart> parts = new ArrayList<>();
    for (long part = 0; part < count; part++) {
      parts.add(LedgerPart.read(in));
    }
    return new Ledger(through, parts);
  }

  /** What a file must say of itself. */
  private static MemorySegment head(
      Side side, ResellerId reseller, long through, Instant madeAt, List<MemorySegment> bytes) {
    long number =
        switch (side) {
          case BUYER -> 1;
          case SELLER -> 2;
        };
    return MemorySegment.ofArray(
        new long[] {
          MAGIC,
          number,
          reseller.value(),
          through,
          ChronoUnit.MICROS.between(Instant.EPOCH, madeAt),
          WholeFile.checksum(bytes)
        });
  }

  private static String name(Side side, ResellerId reseller) {
    String word =
        switch (side) {
          case BUYER -> "bought";
          case SELLER -> "sold";
        };
    return "%s_%d.ledger".formatted(word, reseller.value());
  }
}
