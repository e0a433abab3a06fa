package daybook.report;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.Facts.Side;
import daybook.book.WholeFile;
import daybook.model.AccountId;
import daybook.model.ExactSum;
import daybook.model.ResellerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in files is used exactly where it is what the store would say. */
final class LedgerFilesTest {
  private static final ResellerId RESELLER = new ResellerId(7);
  private static final long ROOM = 1_000_000;

  @TempDir Path directory;
  private final TestBook book = new TestBook(0);
  private LedgerFiles files;

  @BeforeEach
  void book_three_batches() {
    bookThree(book);
    files = new LedgerFiles(directory.resolve("kept"), book.facts);
  }

  @AfterEach
  void close() {
    book.close();
  }

  @Test
  void a_ledger_that_is_kept_is_read_as_it_was() {
    assertThat(files.read(Side.BUYER, RESELLER, ROOM)).isEmpty();
    for (Ledger ledger : List.of(ledger(3, 1, 40), ledger(2, 2, 110))) {
      files.keep(Side.BUYER, RESELLER, ledger);
      Ledger read = files.read(Side.BUYER, RESELLER, ROOM).orElseThrow();
      assertThat(read.through()).isEqualTo(ledger.through());
      assertThat(written(read)).isEqualTo(written(ledger));
      assertThat(read.weightInBytes()).isEqualTo(ledger.weightInBytes());
      assertThat(files.read(Side.SELLER, RESELLER, ROOM)).isEmpty();
    }
  }

  @Test
  void a_file_of_another_past_or_another_name_or_without_room_is_not_used() throws IOException {
    files.keep(Side.BUYER, RESELLER, ledger(3, 1, 40));
    Path kept = directory.resolve("kept");
    Path file = kept.resolve("bought_7.ledger");
    Files.copy(file, kept.resolve("bought_8.ledger"));
    Files.copy(file, kept.resolve("sold_7.ledger"));
    assertThat(files.read(Side.BUYER, new ResellerId(8), ROOM)).isEmpty();
    assertThat(files.read(Side.SELLER, RESELLER, ROOM)).isEmpty();
    assertThat(files.read(Side.BUYER, RESELLER, 200)).isEmpty();
    assertThat(files.read(Side.BUYER, RESELLER, ROOM)).isPresent();
    try (TestBook restored = new TestBook(0)) {
      LedgerFiles ofRestored = new LedgerFiles(kept, restored.facts);
      assertThat(ofRestored.read(Side.BUYER, RESELLER, ROOM)).isEmpty();
      // Its batches have the same numbers, and were made at other moments.
      restored.now();
      bookThree(restored);
      assertThat(ofRestored.read(Side.BUYER, RESELLER, ROOM)).isEmpty();
    }
  }

  @Test
  void a_file_with_any_byte_changed_missing_or_too_many_is_not_used() throws IOException {
    Ledger ledger = ledger(3, 1, 110);
    files.keep(Side.SELLER, RESELLER, ledger);
    Path file = directory.resolve("kept").resolve("sold_7.ledger");
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(3);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      assertThat(files.read(Side.SELLER, RESELLER, ROOM)).as("byte " + at).isEmpty();
    }
    for (int length = 0; length <= whole.length + 9; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(files.read(Side.SELLER, RESELLER, ROOM).isPresent())
          .as(length + " bytes")
          .isEqualTo(length == whole.length);
    }
  }

  @Test
  void where_nothing_can_be_written_nothing_is_kept_and_nothing_fails() throws IOException {
    Files.writeString(directory.resolve("kept"), "a file in the directory's place");
    files.keep(Side.BUYER, RESELLER, ledger(3, 1, 40));
    assertThat(files.read(Side.BUYER, RESELLER, ROOM)).isEmpty();
  }

  private static void bookThree(TestBook book) {
    for (int batch = 0; batch < 3; batch++) {
      book.book(List.of(new AccountId(1)), List.of(), List.of());
    }
  }

  /**
   * @param bits of the largest sums
   */
  private static Ledger ledger(long through, int parts, int bits) {
    Random random = new Random(bits);
    Ledger ledger = Ledger.EMPTY;
    for (int part = 0; part < parts; part++) {
      LedgerPart.Builder builder = new LedgerPart.Builder();
      ExactSum sum = new ExactSum();
      for (long subscription = 1; subscription <= 3 + 20L * (parts - 1 - part); subscription++) {
        builder.begin(subscription, 10 + subscription, 7);
        for (int day = 1; day < 4; day++) {
          builder.booked(day, 1 + part);
          sum.clear();
          sum.add(bits > Long.SIZE ? random.nextLong() >> 8 : 0, random.nextLong() >>> 24);
          builder.add(24_000, day, sum);
        }
      }
      ledger = ledger.plus(builder.build(), through);
    }
    assertThat(ledger.parts()).hasSize(parts);
    return ledger;
  }

  private static long written(Ledger ledger) {
    StoredArrays.Out out = new StoredArrays.Out();
    ledger.parts().forEach(part -> part.write(out));
    return WholeFile.checksum(out.parts());
  }
}
