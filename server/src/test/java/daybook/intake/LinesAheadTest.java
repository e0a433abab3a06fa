package daybook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.book.LinePart;
import daybook.config.Settings;
import daybook.decode.CsvDecoder;
import daybook.decode.Decoded;
import daybook.decode.UnreadableDelivery;
import daybook.model.Feed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesAheadTest {
  private static final int LINES = 50_000;

  @TempDir private Path folder;

  /** A thread whose work is over still takes its moment to end. */
  @AfterEach
  void nobody_reads_on() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("decoding ahead")) {
        assertThat(thread.join(Duration.ofSeconds(30))).as("%s has ended", thread).isTrue();
      }
    }
  }

  @Test
  void all_lines_come_in_their_order_and_are_kept_as_written() throws IOException {
    List<Decoded> lines = new ArrayList<>();
    List<LinePart> parts = new ArrayList<>();
    byte[] file = file();
    CountedBytes bytes = new CountedBytes(new ByteArrayInputStream(file));
    LinesAhead.Chunk chunk;
    try (CsvDecoder.Decoding decoding = decoding(bytes);
        LinesAhead ahead = new LinesAhead(decoding, bytes)) {
      do {
        chunk = ahead.next();
        lines.addAll(chunk.lines());
        parts.addAll(chunk.parts());
      } while (!chunk.lines().isEmpty());
    }
    assertThat(chunk.bytes()).isEqualTo(file.length);
    assertThat(lines).hasSize(LINES);
    assertThat(parts).hasSizeGreaterThan(1);
    for (int i = 0; i < LINES; i++) {
      assertThat(lines.get(i).line()).isEqualTo(i + 1);
      assertThat(lines.get(i).raw()).isEqualTo(line(i));
    }
    assertThat(parts.getFirst().text(1)).isEqualTo(line(0));
    assertThat(parts.getLast().text(LINES)).isEqualTo(line(LINES - 1));
  }

  @Test
  void a_damaged_file_is_told_of_after_the_lines_before_the_damage() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream packing = new GZIPOutputStream(packed)) {
      packing.write(file());
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 100);
    CountedBytes bytes = new CountedBytes(new ByteArrayInputStream(cut));
    try (CsvDecoder.Decoding decoding = decoding(bytes);
        LinesAhead ahead = new LinesAhead(decoding, bytes)) {
      assertThat(ahead.next().lines()).hasSize(20_000);
      assertThat(ahead.next().lines()).hasSize(20_000);
      assertThatThrownBy(ahead::next).isInstanceOf(UnreadableDelivery.class);
    }
  }

  @Test
  void whoever_waits_for_lines_can_be_interrupted() throws IOException {
    try (PipedOutputStream silent = new PipedOutputStream();
        InputStream waiting = new PipedInputStream(silent)) {
      CountedBytes bytes = new CountedBytes(waiting);
      try (CsvDecoder.Decoding decoding = decoding(bytes);
          LinesAhead ahead = new LinesAhead(decoding, bytes)) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(ahead::next).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }

  private CsvDecoder.Decoding decoding(InputStream bytes) throws IOException {
    Path file = folder.resolve("daybook.yaml");
    Files.writeString(
        file,
        """
        zone: UTC
        feeds:
          edge:
            operator: edge
            clock: UTC
            csv:
              header: false
              timestamp: "yyyy-MM-dd HH:mm:ss"
              columns: {subscriber: 2, start: 3, bytes_up: 4}
            volumes: {unit: B, counting: increments}
            identity: [1]
            session: record
        """);
    Feed feed = Objects.requireNonNull(Settings.read(file, true, folder).feeds().get("edge"));
    return new CsvDecoder(feed).open("edge.csv", bytes);
  }

  private static byte[] file() {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      file.append(line(i)).append('\n');
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String line(int number) {
    // Digits that do not repeat, so that packing does not hide how long the file is.
    return "r%d,25001%d,2024-05-17 12:00:00,%d"
        .formatted(number, number % 7, Math.floorMod(number * 2_654_435_761L, 1_000_000_007L));
  }
}
