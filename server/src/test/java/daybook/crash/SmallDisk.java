package daybook.crash;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small file system in memory, for processes that are started within it. It is mounted in a
 * namespace that lives as long as a process of this test, so nothing of it is left however the test
 * ends. Root mounts it as root, another user as root of a user namespace.
 */
final class SmallDisk implements AutoCloseable {
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  private final Path directory;
  private final Process holder;
  private final List<String> within;

  private SmallDisk(Path directory, Process holder, List<String> within) {
    this.directory = directory;
    this.holder = holder;
    this.within = within;
  }

  /** Mounts it on a directory, or says that the test is not run, where that is not allowed. */
  static SmallDisk mount(Path directory, int megabytes) throws IOException {
    List<String> holding = new ArrayList<>(List.of("unshare", ROOT ? "-m" : "-rm", "sh", "-c"));
    // It ends with its input, which is this process.
    holding.add("mount -t tmpfs -o size=$2m tmpfs \"$1\" && echo $$ && exec cat");
    holding.addAll(List.of("sh", directory.toString(), Integer.toString(megabytes)));
    try {
      Process holder = new ProcessBuilder(holding).redirectErrorStream(true).start();
      BufferedReader said = holder.inputReader();
      String pid = said.readLine();
      if (pid != null && pid.matches("\\d+")) {
        List<String> within = new ArrayList<>(List.of("nsenter", "-t", pid, "-m"));
        if (!ROOT) {
          within.addAll(List.of("-U", "--preserve-credentials"));
        }
        return new SmallDisk(directory, holder, within);
      }
      throw TestData.notRun("no small disk can be mounted, neither as root nor by unshare: " + pid);
    } catch (IOException e) {
      throw TestData.notRun("no small disk can be mounted: " + e.getMessage());
    }
  }

  Path directory() {
    return directory;
  }

  /** The words that start a process within it. Its working directory is the root directory. */
  List<String> within() {
    return within;
  }

  /** Fills it up but for so many kilobytes. */
  void fill(int left) throws Exception {
    run("cat /dev/zero >filler 2>filler.err; rm filler.err; truncate -s -" + left + "K filler");
  }

  /** Takes away what filled it. */
  void makeRoom() throws Exception {
    run("rm filler");
  }

  /** Runs a script of the shell in its directory, which must end well. */
  void run(String script) throws Exception {
    List<String> command = new ArrayList<>(within);
    command.addAll(List.of("sh", "-c", "cd \"$1\" && " + script, "sh", directory.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = process.inputReader().readAllAsString();
    assertThat(process.waitFor()).as(script + ": " + said).isZero();
  }

  @Override
  public void close() throws IOException {
    holder.getOutputStream().close();
    holder.onExit().join();
  }
}
