package daybook.crash;

import daybook.Main;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.duckdb.DuckDBDriver;

/**
 * The real program for child processes, from the test's class path but laid out as the build does
 * for users: classes in a jar, DuckDB's engine beside its jar, and a cache of loaded classes. A
 * start takes half the time then, and a process that is killed leaves no unpacked engine behind.
 */
final class Program {
  private static final String ENGINE = "libduckdb_java";

  /** Not longer than a command lives: no optimizing compiler, and what the JVM says to stderr. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xms32m",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Xlog:aot*=off:stderr",
          "-Duser.timezone=Asia/Kathmandu",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static Program laidOut;

  private final String classPath;
  private final Path cache;
  private final List<String> more;

  private Program(String classPath, Path cache, List<String> more) {
    this.classPath = classPath;
    this.cache = cache;
    this.more = List.copyOf(more);
  }

  /** The same, started with more options of the JVM. */
  Program with(String... options) {
    return new Program(classPath, cache, List.of(options));
  }

  /** Lays the program out in the build's folder, once for this JVM; others lay out their own. */
  static synchronized Program layOut() throws Exception {
    if (laidOut == null) {
      Path folder = homeOf(Main.class).resolveSibling("crash-" + ProcessHandle.current().pid());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      laidOut = layOut(Files.createDirectories(folder));
    }
    return laidOut;
  }

  private static void remove(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Program layOut(Path folder) throws Exception {
    Path classes = homeOf(Main.class);
    Path driver = homeOf(DuckDBDriver.class);
    List<String> classPath = new ArrayList<>();
    String testClassPath = System.getProperty("java.class.path");
    for (String entry : testClassPath.split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (path.equals(classes)) {
        classPath.add(jar(classes, folder.resolve("daybook.jar")).toString());
      } else if (path.equals(driver)) {
        classPath.add(withoutEngine(driver, folder).toString());
      } else if (Files.isRegularFile(path)) {
        classPath.add(entry);
      }
    }
    Program program =
        new Program(
            String.join(File.pathSeparator, classPath), folder.resolve("classes.aot"), List.of());
    program.train(folder);
    return program;
  }

  private static Path homeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> paths = Files.walk(classes)) {
      for (Path path : paths.filter(path -> !path.equals(classes)).toList()) {
        String name = classes.relativize(path).toString();
        boolean folder = Files.isDirectory(path);
        zip.putNextEntry(new ZipEntry(folder ? name + "/" : name));
        if (!folder) {
          Files.copy(path, zip);
        }
      }
    }
    return jar;
  }

  /** Without its engine the driver loads the one that lies beside its jar. */
  private static Path withoutEngine(Path driver, Path folder) throws IOException {
    Path jar = folder.resolve("duckdb_jdbc.jar");
    try (ZipFile from = new ZipFile(driver.toFile());
        OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream to = new ZipOutputStream(file)) {
      for (ZipEntry entry : from.stream().toList()) {
        if (!entry.getName().startsWith(ENGINE)) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          from.getInputStream(entry).transferTo(to);
        } else if (entry.getName().endsWith(platform())) {
          Path engine = folder.resolve(entry.getName());
          Files.copy(from.getInputStream(entry), engine, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return jar;
  }

  private static String platform() {
    String system = System.getProperty("os.name").startsWith("Mac") ? "macos" : "linux";
    return system + (System.getProperty("os.arch").equals("aarch64") ? "_arm64" : "_amd64");
  }

  /** Takes deliveries in, for what that loads; without the cache children only start slower. */
  private void train(Path folder) throws Exception {
    Files.deleteIfExists(cache);
    Path directory = Files.createTempDirectory(folder, "training");
    Story story = Story.write(directory, 1, "store: duckdb\n", "UTC");
    start(directory, story.commands().getFirst().words().toArray(String[]::new)).succeed();
    List<String> training = new ArrayList<>(List.of(java(), "-XX:AOTCacheOutput=" + cache));
    training.addAll(arguments("sync"));
    Child.start(directory, training).succeed();
  }

  /** A child that runs a command. */
  Child start(Path directory, String... words) throws IOException {
    return start(List.of(), directory, words);
  }

  /**
   * @param within the words of a command that runs another one
   */
  Child start(List<String> within, Path directory, String... words) throws IOException {
    List<String> command = new ArrayList<>(within);
    command.add(java());
    if (Files.exists(cache)) {
      command.add("-XX:AOTCache=" + cache);
    }
    command.addAll(arguments(words));
    return Child.start(directory, command);
  }

  private List<String> arguments(String... words) {
    List<String> arguments = new ArrayList<>(OPTIONS);
    arguments.addAll(more);
    arguments.addAll(List.of("-cp", classPath, Main.class.getName()));
    arguments.addAll(List.of(words));
    return arguments;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
