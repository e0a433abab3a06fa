package daybook.benchmarks;

import daybook.Main;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program as it serves a book in a process of its own, the memory of which can be read. */
final class Served implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Daybook answers on (\\S+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final URI address;

  private Served(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it on a free port.
   *
   * @param heap as {@code -Xmx} says it
   * @param log where its log goes, requests excluded
   */
  static Served start(Path configuration, Path data, String heap, Path log) throws Exception {
    Path out = Files.createTempFile(log.getParent(), "served", ".out");
    List<String> words = new ArrayList<>(command(heap, "serve", "--port", "0"));
    words.addAll(place(configuration, data));
    Process process =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(log.toFile()).start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      Matcher told = ADDRESS.matcher(Files.readString(out));
      if (told.find()) {
        return new Served(process, URI.create(told.group(1)));
      }
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("it does not serve: " + Files.readString(log));
      }
      Thread.sleep(20);
    }
  }

  /** Runs another command on the same book, which the server does for it. */
  static void run(Path configuration, Path data, String... command) throws Exception {
    List<String> words = new ArrayList<>(command("256m", command));
    words.addAll(place(configuration, data));
    Path said = Files.createTempFile(configuration.getParent(), "command", ".out");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    int status = process.waitFor();
    WrongAnswer.unlessEqual(
        String.join(" ", command) + " said: " + Files.readString(said), 0, status);
    Files.delete(said);
  }

  private static List<String> place(Path configuration, Path data) {
    return List.of("--config", configuration.toString(), "--data", data.toString());
  }

  private static List<String> command(String heap, String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(words));
    return command;
  }

  URI address() {
    return address;
  }

  /** What the operating system has given it and not taken back, files that it maps included. */
  long residentMegabytes() throws IOException {
    Matcher resident =
        RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    if (!resident.find()) {
      throw new IllegalStateException("its memory cannot be read");
    }
    return Long.parseLong(resident.group(1)) / 1024;
  }

  /** What is in use of its heap after everything that can be collected was. */
  long liveHeapMegabytes() throws Exception {
    diagnose("GC.run");
    Matcher used = Pattern.compile("used (\\d+)K").matcher(diagnose("GC.heap_info"));
    if (!used.find()) {
      throw new IllegalStateException("its heap cannot be read");
    }
    return Long.parseLong(used.group(1)) / 1024;
  }

  private String diagnose(String command) throws Exception {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String said =
        new String(tool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IllegalStateException(command + " failed: " + said);
    }
    return said;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
