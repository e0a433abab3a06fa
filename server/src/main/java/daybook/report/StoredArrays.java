package daybook.report;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Arrays of numbers one after the other, each after its length, in the machine's own order. */
final class StoredArrays {
  private StoredArrays() {}

  /** Takes arrays to be written, which are not copied. */
  static final class Out {
    private final List<MemorySegment> parts = new ArrayList<>();

    void longs(long... values) {
      add(values.length, MemorySegment.ofArray(values));
    }

    void ints(int... values) {
      add(values.length, MemorySegment.ofArray(values));
    }

    private void add(int length, MemorySegment values) {
      parts.add(MemorySegment.ofArray(new long[] {length}));
      parts.add(values);
    }

    List<MemorySegment> parts() {
      return parts;
    }
  }

  /** Reads what was written, in the same order. */
  static final class In {
    private final MemorySegment bytes;
    private long at;

    In(MemorySegment bytes) {
      this.bytes = bytes;
    }

    long[] longs() {
      return next(Long.BYTES).toArray(ValueLayout.JAVA_LONG_UNALIGNED);
    }

    int[] ints() {
      return next(Integer.BYTES).toArray(ValueLayout.JAVA_INT_UNALIGNED);
    }

    /**
     * @throws IndexOutOfBoundsException if there is less than the next array's length says
     */
    private MemorySegment next(int width) {
      long length = bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
      at += Long.BYTES;
      Objects.checkFromIndexSize(0, length, (bytes.byteSize() - at) / width);
      MemorySegment values = bytes.asSlice(at, length * width);
      at += length * width;
      return values;
    }
  }
}
