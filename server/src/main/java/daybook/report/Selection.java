package daybook.report;

import daybook.model.GroupId;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.SimId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * What {@code select} asks for, resolved: everything that is the caller's, or some SIMs as far as
 * they are. Immutable; the array is never written.
 */
final class Selection {
  private static final Pattern ITEM = Pattern.compile("all|([sg])_([0-9]+)");
  private static final Selection ALL = new Selection(true, new long[0], "all");

  private final boolean all;
  private final long[] sims;
  private final String key;

  private Selection(boolean all, long[] sims, String key) {
    this.all = all;
    this.sims = sims;
    this.key = key;
  }

  /**
   * @param items as sent; none: all
   * @throws Refusal if an item is none, or names what is not there or not the caller's
   */
  static Selection of(List<String> items, Viewpoint view) {
    boolean all = items.isEmpty();
    LongStream.Builder sims = LongStream.builder();
    // Every item is looked at even after "all", so that a wrong one beside it is named too.
    for (String item : items) {
      Matcher matcher = ITEM.matcher(item);
      if (!matcher.matches()) {
        throw new Refusal(new Problem.MalformedItem(item));
      }
      if (matcher.group(1) == null) {
        all = true;
      } else {
        simsOf(matcher, view)
            .orElseThrow(() -> new Refusal(new Problem.UnknownItem(item)))
            .forEach(sims);
      }
    }
    return all ? ALL : of(sims.build().sorted().distinct().toArray());
  }

  private static Selection of(long[] sims) {
    return new Selection(false, sims, digest(sims));
  }

  private static Optional<LongStream> simsOf(Matcher matcher, Viewpoint view) {
    LongFunction<Optional<LongStream>> find =
        matcher.group(1).equals("s")
            ? id -> sim(new SimId(id), view)
            : id -> group(new GroupId(id), view);
    return id(matcher.group(2)).flatMap(find::apply);
  }

  /** Empty for numbers that no id has: 0 and those beyond 64 bits. */
  private static Optional<Long> id(String digits) {
    try {
      return Optional.of(Long.valueOf(digits)).filter(id -> id > 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The SIM if it was the caller's on any day, by the spans known at the viewpoint. */
  private static Optional<LongStream> sim(SimId id, Viewpoint view) {
    return view.scope().coversSim(id, view.shown())
        ? Optional.of(LongStream.of(id.value()))
        : Optional.empty();
  }

  /** The group's SIMs at the viewpoint; rows are limited to the caller's scope all the same. */
  private static Optional<LongStream> group(GroupId id, Viewpoint view) {
    return view.scope().mayName(id) && view.shown().group(id).isPresent()
        ? Optional.of(LongStream.of(view.shown().members(id)))
        : Optional.empty();
  }

  private static String digest(long[] sims) {
    ByteBuffer bytes = ByteBuffer.allocate(sims.length * Long.BYTES);
    bytes.asLongBuffer().put(sims);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  boolean isAll() {
    return all;
  }

  /** Sorted, each once; not to be written to. */
  long[] sims() {
    return sims;
  }

  /** Equal exactly where the selections are, and short however many SIMs there are. */
  String key() {
    return key;
  }
}
