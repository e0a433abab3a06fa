package daybook.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A program of the machine that a benchmark needs, and that neither Maven nor the project brings.
 */
record Program(String name, String packageName) {
  static final Program NGINX = new Program("nginx", "nginx-light");
  static final Program WRK = new Program("wrk", "wrk");

  /**
   * Starts it; what it says goes where it is asked to.
   *
   * @throws IllegalStateException if the machine does not have it
   */
  Process start(List<String> words, ProcessBuilder.Redirect output) {
    ProcessBuilder builder = new ProcessBuilder(name);
    builder.command().addAll(words);
    try {
      return builder.redirectErrorStream(true).redirectOutput(output).start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "%s is needed for this benchmark: install it (Debian: apt install %s)"
              .formatted(name, packageName),
          e);
    }
  }

  /** Runs it to its end and returns what it says. */
  String run(List<String> words) throws IOException, InterruptedException {
    Process process = start(words, ProcessBuilder.Redirect.PIPE);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(name + " failed: " + said);
    }
    return said;
  }

  /** Starts it in the background, with its output in a file. */
  Process startBehind(List<String> words, Path output) {
    return start(words, ProcessBuilder.Redirect.to(output.toFile()));
  }
}
