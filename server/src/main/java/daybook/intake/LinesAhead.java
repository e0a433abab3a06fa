package daybook.intake;

import daybook.book.LinePart;
import daybook.decode.CsvDecoder;
import daybook.decode.Decoded;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A delivery's lines, decoded and packed for keeping on a thread of its own while earlier ones are
 * booked. A failure to read comes after all lines before it. For one thread.
 */
final class LinesAhead implements Closeable {
  /** Bounds memory: a chunk has so many lines, or so many characters. */
  private static final int CHUNK_LINES = 20_000;

  private static final long CHUNK_CHARACTERS = 4_000_000;

  /** How many chunks are decoded or wait beside the one that is booked. */
  private static final int AHEAD = 2;

  /**
   * @param parts the lines as written, as far as parts were filled
   * @param bytes of the file as delivered that were read so far
   */
  record Chunk(List<Decoded> lines, List<LinePart> parts, long bytes) {}

  private final CsvDecoder.Decoding decoding;
  private final CountedBytes bytes;
  private final LinePart.Builder archive = new LinePart.Builder();
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("decoding ahead").factory());
  private final Queue<Future<Chunk>> ahead = new ArrayDeque<>();
  private boolean ended;

  /**
   * @param decoding closed by the caller, after this; meanwhile nobody else uses it
   */
  LinesAhead(CsvDecoder.Decoding decoding, CountedBytes bytes) {
    this.decoding = decoding;
    this.bytes = bytes;
  }

  /**
   * The next lines; none after the last ones, and only then.
   *
   * @throws IOException if they cannot be read, or the thread was interrupted while it waited
   */
  Chunk next() throws IOException {
    while (ahead.size() <= AHEAD) {
      ahead.add(reader.submit(this::decode));
    }
    try {
      return ahead.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while lines were awaited");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException unreadable -> throw unreadable;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private Chunk decode() throws IOException {
    List<Decoded> lines = new ArrayList<>();
    List<LinePart> parts = new ArrayList<>();
    long characters = 0;
    while (!ended && lines.size() < CHUNK_LINES && characters < CHUNK_CHARACTERS) {
      Decoded decoded = decoding.next();
      if (decoded == null) {
        ended = true;
        add(parts, archive.part());
      } else {
        lines.add(decoded);
        characters += decoded.raw().length();
        add(parts, archive.add(decoded.line(), decoded.raw()));
      }
    }
    return new Chunk(lines, parts, bytes.count());
  }

  private static void add(List<LinePart> parts, @Nullable LinePart filled) {
    if (filled != null) {
      parts.add(filled);
    }
  }

  /** Ends the reading, wherever it is; nothing is read any more afterwards. */
  @Override
  public void close() {
    reader.shutdownNow();
    reader.close();
  }
}
