package daybook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the code to the table of rooms in ARCHITECTURE.md. */
class RoomsTest {
  private static final Path PAGE = Path.of("ARCHITECTURE.md");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9.]+)` \\|[^|]*\\|([^|]*)\\|");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("daybook");

  @Test
  void a_room_knows_only_the_rooms_that_its_row_names() throws IOException {
    Map<String, Set<String>> allowed = table();
    Set<String> breaches = new TreeSet<>();
    for (JavaClass knowing : CLASSES) {
      String room = roomOf(knowing, allowed.keySet());
      for (Dependency dependency : knowing.getDirectDependenciesFromSelf()) {
        JavaClass known = dependency.getTargetClass().getBaseComponentType();
        if (known.getPackageName().startsWith("daybook")
            && !known.getPackageName().equals(knowing.getPackageName())) {
          String other = roomOf(known, allowed.keySet());
          if (!mayKnow(room, other, allowed)) {
            breaches.add(room + " knows " + other + ": " + dependency.getDescription());
          }
        }
      }
    }
    assertThat(breaches).isEmpty();
  }

  @Test
  void every_package_has_a_row_and_every_row_a_package() throws IOException {
    Set<String> rooms = table().keySet();
    Set<String> used =
        CLASSES.stream().map(type -> roomOf(type, rooms)).collect(Collectors.toSet());
    used.remove("");
    assertThat(used).containsExactlyInAnyOrderElementsOf(rooms);
  }

  @Test
  void each_big_library_is_known_to_its_own_rooms_alone() {
    Map<String, Set<String>> homes =
        Map.ofEntries(
            Map.entry("io.vertx", Set.of("daybook.web.vertx")),
            Map.entry("org.duckdb", Set.of("daybook.book.duckdb")),
            Map.entry("org.postgresql", Set.of("daybook.book.postgres")),
            Map.entry("com.zaxxer", Set.of("daybook.book.postgres")),
            Map.entry(
                "java.sql",
                Set.of("daybook.book.sql", "daybook.book.duckdb", "daybook.book.postgres")),
            Map.entry("org.apache.sshd", Set.of("daybook.feed.sftp")),
            Map.entry("java.net.http", Set.of("daybook.feed.http")),
            Map.entry("software.amazon", Set.of("daybook.feed.s3")),
            Map.entry("picocli", Set.of("daybook.cli")));
    Set<String> breaches = new TreeSet<>();
    for (JavaClass knowing : CLASSES) {
      for (Dependency dependency : knowing.getDirectDependenciesFromSelf()) {
        homes.forEach((library, rooms) -> {
          if (dependency.getTargetClass().getPackageName().startsWith(library)
              && rooms.stream().noneMatch(knowing.getPackageName()::startsWith)) {
            breaches.add(dependency.getDescription());
          }
        });
      }
    }
    assertThat(breaches).isEmpty();
  }

  @Test
  void binary_floating_point_is_nowhere_near_the_numbers() {
    Set<String> breaches = new TreeSet<>();
    for (JavaClass knowing : CLASSES) {
      for (Dependency dependency : knowing.getDirectDependenciesFromSelf()) {
        String known = dependency.getTargetClass().getName();
        if (Set.of("double", "float", "java.lang.Double", "java.lang.Float").contains(known)) {
          breaches.add(dependency.getDescription());
        }
      }
    }
    assertThat(breaches).isEmpty();
  }

  private static boolean mayKnow(String room, String other, Map<String, Set<String>> allowed) {
    if (room.isEmpty() || other.equals(room) || other.equals("model")) {
      return true;
    }
    Set<String> known = allowed.get(room);
    return known.contains("all") || known.contains(other);
  }

  /** The longest room that the class's package lies in; empty: the root package. */
  private static String roomOf(JavaClass type, Set<String> rooms) {
    String name = type.getPackageName().replaceFirst("^daybook\\.?", "");
    if (name.isEmpty()) {
      return "";
    }
    return rooms.stream()
        .filter(room -> name.equals(room) || name.startsWith(room + "."))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .orElseThrow(() -> new AssertionError("No row in " + PAGE + " for package " + name));
  }

  private static Map<String, Set<String>> table() throws IOException {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(PAGE);
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        table.put(
            row.group(1),
            Arrays.stream(row.group(2).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    assertThat(table).as("the table of rooms in " + PAGE).hasSizeGreaterThan(10);
    return table;
  }
}
