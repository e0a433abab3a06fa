package daybook.book.postgres;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The folder of one server's data, held by this JVM and gone with it. */
final class ServerFolder implements AutoCloseable {
  /**
   * Waits until its input ends, which it does when we close it and also when this JVM is killed;
   * then stops the server and removes the folder. Ctrl-C reaches it too and must not end it.
   */
  private static final String GUARD =
      """
      trap '' HUP INT QUIT TERM
      read -r _
      folder=$1
      shift
      "$@"
      rm -rf "$folder"
      """;

  /** A JVM loses its lock of a file by closing that file, however often it has opened it. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path programs;
  private final ServerUser user;
  private final FileChannel claim;
  private final Process guard;

  private ServerFolder(Path folder, Path programs, ServerUser user) throws IOException {
    this.folder = folder;
    this.programs = programs;
    this.user = user;
    HELD_HERE.add(folder);
    claim = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
    claim.lock();
    List<String> stop = command("pg_ctl", "stop", "--pgdata=" + data(), "--mode=immediate");
    guard =
        Command.prepare(concat(List.of("sh", "-c", GUARD, "guard", folder.toString()), stop))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
  }

  /** Takes the folder, which is there and empty, and puts an empty server's data into it. */
  static ServerFolder claim(Path folder, Path programs, ServerUser user) throws IOException {
    ServerFolder claimed = new ServerFolder(folder, programs, user);
    try {
      claimed.fill();
      return claimed;
    } catch (IOException | RuntimeException e) {
      claimed.close();
      throw e;
    }
  }

  private void fill() throws IOException {
    ServerArchive.allow(folder, "rwxr-xr-x");
    Files.createDirectory(data());
    // PostgreSQL refuses data that others may read.
    ServerArchive.allow(data(), "rwx------");
    user.own(data());
    Command.run(user.command("cp", "-R", empty(programs) + "/.", data().toString()));
  }

  /** Whether a JVM holds the folder, or it is just being removed. */
  static boolean isHeld(Path folder) throws IOException {
    if (HELD_HERE.contains(folder)) {
      return true;
    }
    try (FileChannel claim = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
        FileLock lock = claim.tryLock()) {
      return lock == null;
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  /** Where an empty server's data stand beside its programs. */
  static Path empty(Path programs) {
    return programs.resolve("empty");
  }

  Path path() {
    return folder;
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return data().resolve("server.log");
  }

  /** Runs one of the server's programs as the server's user. */
  void run(String program, String... arguments) {
    Command.run(command(program, arguments));
  }

  private List<String> command(String program, String... arguments) {
    return concat(
        user.command(programs.resolve("bin").resolve(program).toString()), List.of(arguments));
  }

  private static List<String> concat(List<String> head, List<String> tail) {
    return Stream.concat(head.stream(), tail.stream()).toList();
  }

  /** Stops the server, if it runs, and removes the folder. */
  @Override
  public void close() {
    try (claim) {
      guard.getOutputStream().close();
      guard.onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(folder);
    }
  }
}
