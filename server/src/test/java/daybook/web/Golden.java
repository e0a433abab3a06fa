package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Requests and the answers they must get, byte for byte, as files that a person can read. A request
 * is a request line, headers, a blank line and a body; an answer is a status line, the headers that
 * matter, a blank line and a body. The newline at a file's end belongs to no body. {@code
 * -Ddaybook.golden.update=true} writes the answers anew.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("server/src/test/resources/golden");
  private static final boolean UPDATE = Boolean.getBoolean("daybook.golden.update");

  /** Those that a client may rely on; an ETag, a date or an id is another every time. */
  private static final List<String> THAT_MATTER =
      List.of(
          "content-type",
          "x-total-count",
          "daybook-complete-through",
          "daybook-unrated",
          "daybook-currency",
          "cache-control",
          "vary",
          "allow",
          "www-authenticate",
          "retry-after");

  private Golden() {}

  /**
   * Sends the request of that name and compares the answer.
   *
   * @param name of the two files, with their folder: {@code web/usage-page}
   */
  public static void check(URI base, String name) {
    check(base, name, Map.of());
  }

  /**
   * Sends the request of that name and compares the answer.
   *
   * @param values what stands in the request for <code>${key}</code>, such as a token
   */
  public static void check(URI base, String name, Map<String, String> values) {
    String request = requestText(name);
    for (Map.Entry<String, String> value : values.entrySet()) {
      request = request.replace("${" + value.getKey() + "}", value.getValue());
    }
    String answer = answerText(send(base, request));
    if (UPDATE) {
      write(answerFile(name), answer);
    }
    assertThat(answer).as(name).isEqualTo(read(answerFile(name)));
  }

  private static RawHttp.Reply send(URI base, String request) {
    String[] parts = request.split("\n\n", 2);
    List<String> lines = parts[0].lines().toList();
    // The host is shown for the reader; the test's own server is called.
    List<String> headers =
        lines.stream().skip(1).filter(line -> !line.startsWith("Host:")).toList();
    try {
      return RawHttp.send(base, lines.getFirst(), headers, parts.length > 1 ? parts[1] : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answerText(RawHttp.Reply reply) {
    String head =
        String.join(
            "\n",
            Stream.concat(
                    Stream.of(reply.head().getFirst()),
                    reply.head().stream().skip(1).filter(Golden::matters))
                .toList());
    assertThat(Body.ofUtf8(reply.text()).length()).as("UTF-8").isEqualTo(reply.body().length());
    return head + "\n\n" + reply.text();
  }

  private static boolean matters(String line) {
    return THAT_MATTER.contains(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT));
  }

  /** The names of all pairs in a folder and those below it, sorted; empty: in all. */
  public static List<String> names(String folder) {
    try (Stream<Path> files = Files.walk(FOLDER.resolve(folder))) {
      return files
          .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".request.http"))
          .map(name -> name.substring(0, name.length() - ".request.http".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String requestText(String name) {
    return read(FOLDER.resolve(name + ".request.http"));
  }

  public static String answerText(String name) {
    return read(answerFile(name));
  }

  private static Path answerFile(String name) {
    return FOLDER.resolve(name + ".response.http");
  }

  private static String read(Path file) {
    try {
      String text = Files.readString(file);
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
