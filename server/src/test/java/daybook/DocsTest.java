package daybook;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.cli.CommandLineRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the documentation to the program. A comment before a code block says what the block is:
 * {@code golden: NAME} quotes a golden file, {@code file: NAME} is a file of the page's book, and
 * {@code run} are commands in that book with what they print. {@code book: PAGE} takes over another
 * page's files.
 */
final class DocsTest {
  /** Tests run in the checkout's root. */
  private static final Path ROOT = Path.of("").toAbsolutePath();

  private static final Path GOLDEN = ROOT.resolve("server/src/test/resources/golden");

  /** What pages show where a command prints the directory it was called in. */
  private static final String SHOWN_DIRECTORY = "/home/you/book";

  private static final Pattern MARK =
      Pattern.compile("<!-- (golden|file|run|book)(?:: (\\S+))? -->");
  private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("#+ (.*)");
  private static final String PROMPT = "$ ./daybook ";

  /**
   * A marked piece of a page.
   *
   * @param argument empty where the mark has none
   * @param lines of the code block; none: the mark stands alone
   */
  private record Piece(String kind, String argument, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".md"))
          .map(ROOT::relativize)
          .filter(file -> !file.toString().matches("(.*/)?(target|\\.\\w+)/.*"))
          .sorted()
          .toList();
    }
  }

  static List<Path> pagesThatRun() throws IOException {
    List<Path> running = new ArrayList<>();
    for (Path page : pages()) {
      if (pieces(page).stream().anyMatch(piece -> piece.kind().equals("run"))) {
        running.add(page);
      }
    }
    return running;
  }

  private static List<Piece> pieces(Path page) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve(page));
    List<Piece> pieces = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      Matcher mark = MARK.matcher(lines.get(at));
      if (!mark.matches()) {
        continue;
      }
      String kind = mark.group(1);
      List<String> block = kind.equals("book") ? List.of() : block(page, lines, at + 1);
      pieces.add(new Piece(kind, mark.group(2) == null ? "" : mark.group(2), block));
    }
    return pieces;
  }

  private static List<String> block(Path page, List<String> lines, int fence) {
    assertThat(lines.get(fence)).as("%s:%s", page, fence + 1).startsWith("```");
    int end = fence + 1;
    while (!lines.get(end).equals("```")) {
      end++;
    }
    return lines.subList(fence + 1, end);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_quoted_block_is_its_golden_file(Path page) throws IOException {
    for (Piece piece : pieces(page)) {
      if (piece.kind().equals("golden")) {
        String golden = Files.readString(GOLDEN.resolve(piece.argument()));
        assertThat(piece.text().stripTrailing())
            .as("%s in %s", piece.argument(), page)
            .isEqualTo(golden.stripTrailing());
      }
    }
  }

  /** A mark with a slip of the pen would check nothing. */
  @ParameterizedTest
  @MethodSource("pages")
  void every_block_of_http_quotes_a_golden_file(Path page) throws IOException {
    long blocks = Files.readAllLines(ROOT.resolve(page)).stream().filter("```http"::equals).count();
    assertThat(pieces(page))
        .filteredOn(piece -> piece.kind().equals("golden"))
        .hasSize((int) blocks);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_relative_link_leads_to_a_file_and_a_heading_that_are_there(Path page) throws IOException {
    for (String link : links(page)) {
      if (link.matches("[a-z]+:.*")) {
        continue;
      }
      String[] parts = link.split("#", 2);
      Path here = ROOT.resolve(page);
      Path target = parts[0].isEmpty() ? here : here.resolveSibling(parts[0]).normalize();
      assertThat(target).as("%s links to %s", page, link).exists();
      if (parts.length > 1) {
        assertThat(anchors(target)).as("%s links to %s", page, link).contains(parts[1]);
      }
    }
  }

  private static List<String> links(Path page) throws IOException {
    List<String> links = new ArrayList<>();
    for (String line : prose(ROOT.resolve(page))) {
      Matcher matcher = LINK.matcher(line);
      while (matcher.find()) {
        links.add(matcher.group(1));
      }
    }
    return links;
  }

  /** Headings as links name them: small letters, blanks as hyphens, no punctuation. */
  private static List<String> anchors(Path page) throws IOException {
    return prose(page).stream()
        .map(HEADING::matcher)
        .filter(Matcher::matches)
        .map(heading ->
            heading
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-'))
        .toList();
  }

  /** A page's lines without its code blocks. */
  private static List<String> prose(Path page) throws IOException {
    List<String> prose = new ArrayList<>();
    boolean code = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("```")) {
        code = !code;
      } else if (!code) {
        prose.add(line);
      }
    }
    return prose;
  }

  @ParameterizedTest
  @MethodSource("pagesThatRun")
  void a_command_prints_what_its_page_shows(Path page, @TempDir Path directory) throws IOException {
    for (Piece piece : pieces(page)) {
      switch (piece.kind()) {
        case "book" -> writeFiles(ROOT.resolve(page).resolveSibling(piece.argument()), directory);
        case "file" -> write(piece, directory);
        case "run" -> assertThat(runAll(piece, directory)).as("%s", page).isEqualTo(piece.text());
        default -> assertThat(piece.kind()).isEqualTo("golden");
      }
    }
  }

  private static void writeFiles(Path page, Path directory) throws IOException {
    for (Piece piece : pieces(page)) {
      if (piece.kind().equals("file")) {
        write(piece, directory);
      }
    }
  }

  private static void write(Piece piece, Path directory) throws IOException {
    Path file = directory.resolve(piece.argument());
    Files.createDirectories(file.getParent());
    Files.writeString(file, piece.text() + "\n");
  }

  /** The block as it would have to be: each command, and after it what it prints. */
  private static String runAll(Piece piece, Path directory) {
    List<String> shown = new ArrayList<>();
    for (String line : piece.lines()) {
      if (line.startsWith(PROMPT)) {
        shown.add(line);
        shown.addAll(run(line.substring(PROMPT.length()), directory));
      }
    }
    assertThat(shown).as("a run block begins with %s", PROMPT).isNotEmpty();
    return String.join("\n", shown);
  }

  private static List<String> run(String command, Path directory) {
    StringWriter printed = new StringWriter();
    PrintWriter stream = new PrintWriter(printed);
    CommandLineRunner.ofProcess(stream, stream, directory, false)
        .run(Arrays.asList(command.split(" ")));
    stream.flush();
    return printed.toString().replace(directory.toString(), SHOWN_DIRECTORY).lines().toList();
  }
}
