package daybook.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SortedIdsTest {
  private static final long SEED = 20240330;

  @Test
  void every_id_stands_where_it_was_put_and_no_other_is_there() {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      long first = random.nextInt(1000);
      int gap = 1 + random.nextInt(3);
      long[] ids =
          LongStream.range(first, first + random.nextInt(50))
              .filter(id -> random.nextInt(gap) == 0)
              .toArray();
      SortedIds sorted = new SortedIds(ids);
      assertThat(sorted.size()).isEqualTo(ids.length);
      for (long id = first - 5; id < first + 60; id++) {
        int place = Arrays.binarySearch(ids, id);
        if (place < 0) {
          assertThat(sorted.place(id)).isNegative();
        } else {
          assertThat(sorted.place(id)).isEqualTo(place);
          assertThat(sorted.get(place)).isEqualTo(id);
        }
      }
      assertThat(sorted.place(Long.MIN_VALUE)).isNegative();
      assertThat(sorted.place(Long.MAX_VALUE)).isNegative();
    }
  }
}
