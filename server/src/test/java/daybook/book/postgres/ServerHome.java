package daybook.book.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which servers are unpacked, once, and have their data. A lock keeps the JVMs that
 * share it from being in each other's way.
 */
final class ServerHome {
  static final String ADMIN = "daybook";
  static final String PASSWORD = "daybook of the tests";

  private final Path folder;
  private final Path servers;
  private final ServerUser user;

  private ServerHome(Path folder, ServerUser user) throws IOException {
    this.folder = folder;
    this.servers = folder.resolve("servers");
    this.user = user;
    ServerArchive.makeFolder(folder);
    ServerArchive.makeFolder(servers);
  }

  /**
   * Below the build's folder, or where root's stand-in cannot enter that, below the temporary one.
   */
  static ServerHome find() throws IOException {
    ServerUser user = ServerUser.find();
    if (user.canEnter(target())) {
      return new ServerHome(target().resolve("postgres"), user);
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    ServerHome home = new ServerHome(temporary.resolve("daybook-postgres-root"), user);
    // Everybody can make a folder of that name there, with other programs in it.
    if (!Files.getOwner(home.folder).getName().equals("root") || !user.canEnter(home.folder)) {
      throw new IllegalStateException(
          "Neither %s nor %s is a folder for servers".formatted(target(), home.folder));
    }
    return home;
  }

  /** A folder for one server: its programs are there and its data are those of an empty server. */
  ServerFolder claim(PostgresServer.Version version) throws IOException {
    // A file's lock is between JVMs only.
    synchronized (ServerHome.class) {
      try (FileChannel gate = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
          FileLock _ = gate.lock()) {
        removeWhatNobodyHolds();
        Path programs = programs(version);
        Path claimed = Files.createTempDirectory(servers, version.major() + "-");
        return ServerFolder.claim(claimed, programs, user);
      }
    }
  }

  /**
   * What a JVM left that was killed together with the process that cleans up after it. A server
   * that still runs there misses its files within a minute, and ends.
   */
  private void removeWhatNobodyHolds() throws IOException {
    try (Stream<Path> claims = Files.list(servers)) {
      for (Path claim : claims.toList()) {
        if (!ServerFolder.isHeld(claim)) {
          remove(claim);
        }
      }
    }
  }

  private Path programs(PostgresServer.Version version) throws IOException {
    ServerArchive archive =
        new ServerArchive(target().resolve("postgres-binaries").resolve(version.file()));
    Path programs = folder.resolve(version.major() + "-" + archive.checksum());
    if (!Files.exists(programs)) {
      // What is interrupted half-way must not be taken for the whole.
      Path unfinished = folder.resolve("unfinished");
      remove(unfinished);
      archive.unpack(unfinished);
      makeEmptyServer(unfinished);
      Files.move(unfinished, programs, ATOMIC_MOVE);
    }
    return programs;
  }

  /** Copying an empty server's data takes a tenth of the time that making them takes. */
  private void makeEmptyServer(Path programs) throws IOException {
    Path password = Files.writeString(programs.resolve("password"), PASSWORD);
    Path data = Files.createDirectory(ServerFolder.empty(programs));
    user.own(password);
    user.own(data);
    Command.run(
        user.command(
            programs.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=" + ADMIN,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions"));
    Files.delete(password);
  }

  /** By a program that does not mind when another removes the same. */
  private static void remove(Path folder) {
    Command.run(List.of("rm", "-rf", folder.toString()));
  }

  /** The build's folder: the one that the classes are in, wherever the tests are started. */
  private static Path target() {
    URL classes = ServerHome.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(classes.toString())).toAbsolutePath().getParent();
  }
}
