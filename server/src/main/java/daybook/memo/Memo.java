package daybook.memo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/**
 * Results in memory, the most useful of them as far as there is room. A key says everything that
 * its result depends on, so that no result ever becomes wrong.
 */
public final class Memo<K, V> {
  private final Cache<K, V> results;

  /**
   * @param mostResults at least 1
   */
  public Memo(int mostResults) {
    this(mostResults, (key, result) -> 1);
  }

  /**
   * @param mostWeight of all results together
   * @param weight a result's with its key, at least 1
   */
  public Memo(long mostWeight, ToIntBiFunction<? super K, ? super V> weight) {
    this.results =
        Caffeine.newBuilder().maximumWeight(mostWeight).<K, V>weigher(weight::applyAsInt).build();
  }

  /**
   * The result, computed where it is not known; of several threads that need the same, one computes
   * and the others wait.
   *
   * @throws AtOnce.GivenUp if it is not known, within an attempt to answer at once
   */
  public V get(K key, Function<? super K, ? extends V> computing) {
    V known = results.getIfPresent(key);
    if (known != null) {
      return known;
    }
    AtOnce.mayTakeLong();
    return results.get(key, computing);
  }
}
