package daybook.book.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  private static final long LOWER_BITS = 0xFFFF;

  @Test
  void what_was_added_is_there_and_nothing_else_is() {
    Random random = new Random(1);
    Fingerprints fingerprints = new Fingerprints();
    Set<Long> added = new HashSet<>();
    for (int i = 0; i < 300_000; i++) {
      // Few segments and few values in them, so that many come twice and others lie close by.
      long hash = ((long) random.nextInt(8) << 48) | ((long) random.nextInt(100_000) << 16);
      if (random.nextBoolean()) {
        fingerprints.add(hash);
        added.add(hash);
      }
      assertThat(fingerprints.contains(hash)).isEqualTo(added.contains(hash));
    }
    assertThat(added).allMatch(fingerprints::contains);
  }

  @Test
  void hashes_that_differ_in_their_last_bits_only_are_the_same() {
    Fingerprints fingerprints = new Fingerprints();
    fingerprints.add(0xFEDC_BA98_7654_3210L);

    assertThat(fingerprints.contains(0xFEDC_BA98_7654_3210L ^ LOWER_BITS)).isTrue();
    assertThat(fingerprints.contains(0xFEDC_BA98_7654_3210L ^ (LOWER_BITS + 1))).isFalse();
    assertThat(fingerprints.contains(~0xFEDC_BA98_7654_3210L)).isFalse();
  }

  @Test
  void a_million_take_less_than_seven_bytes_each() {
    Random random = new Random(2);
    Fingerprints fingerprints = new Fingerprints();
    for (int i = 0; i < 1_000_000; i++) {
      fingerprints.add(random.nextLong());
    }

    assertThat(fingerprints.bytes()).isBetween(4_000_000L, 7_000_000L);
  }
}
