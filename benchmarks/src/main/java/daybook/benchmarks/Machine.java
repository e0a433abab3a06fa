package daybook.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What was measured on.
 *
 * @param commit short, with a plus where files differ from it
 */
record Machine(String commit, String hardware, String jvm) {
  private static final int BYTES_PER_GIB_BITS = 30;

  static Machine here(Path checkout) throws IOException, InterruptedException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    String commit = git(checkout, "rev-parse", "--short", "HEAD");
    boolean changed = !git(checkout, "status", "--porcelain", "--", "server").isEmpty();
    return new Machine(
        commit.isEmpty() ? "unknown" : commit + (changed ? "+" : ""),
        "%s %s, %d cores, %d GiB"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() >> BYTES_PER_GIB_BITS),
        "%s %s, heap %d MiB"
            .formatted(
                System.getProperty("java.vendor"),
                Runtime.version(),
                Runtime.getRuntime().maxMemory() >> 20));
  }

  /** What git says; nothing outside a checkout. */
  private static String git(Path checkout, String... words)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("git");
    builder.command().addAll(List.of(words));
    Process git =
        builder.directory(checkout.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? said : "";
  }
}
