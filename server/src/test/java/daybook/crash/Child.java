package daybook.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A child process with what it prints. */
final class Child {
  /** No command of a test takes longer, unless it hangs. */
  private static final long PATIENCE_SECONDS = 120;

  private static final int KILLED = 128 + 9;

  private final Process process;
  private final Path out;
  private final Path err;
  private final long started = System.nanoTime();

  private Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Child start(Path directory, List<String> command) throws IOException {
    Path out = Files.createTempFile(directory, ".child", ".out");
    Path err = Files.createTempFile(directory, ".child", ".err");
    return new Child(
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start(),
        out,
        err);
  }

  long pid() {
    return process.pid();
  }

  long nanosSinceStart() {
    return System.nanoTime() - started;
  }

  String out() {
    return textOf(out);
  }

  String err() {
    return textOf(err);
  }

  /** Waits until something is true of the child; false if it ended before. */
  boolean await(BooleanSupplier something) throws InterruptedException {
    while (!something.getAsBoolean()) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
        return false;
      }
      assertThat(nanosSinceStart()).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
    }
    return true;
  }

  /** Waits for the end, which must be a good one. */
  void succeed() throws Exception {
    assertThat(status()).as(() -> "exit status, after: " + textOf(err)).isZero();
  }

  /** Waits for the end. */
  int status() throws InterruptedException {
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as(() -> "ended by itself, after: " + textOf(err)).isTrue();
    return process.exitValue();
  }

  /** Asks it to end, as a terminal or an init system does, and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    status();
  }

  /**
   * Kills it after a while, as the kernel or a power switch would: without a word.
   *
   * @return whether it was killed; else it had done all it had to, and well
   */
  boolean kill(long afterNanos) throws Exception {
    if (!process.waitFor(afterNanos, TimeUnit.NANOSECONDS)) {
      process.destroyForcibly();
    }
    if (status() == KILLED) {
      return true;
    }
    succeed();
    return false;
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
