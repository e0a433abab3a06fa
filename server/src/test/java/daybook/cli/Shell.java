package daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** Types commands in a directory, as a process of its own would run them. */
public record Shell(Path directory) {
  public record Ended(int status, String out, String err) {}

  public Ended run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        CommandLineRunner.ofProcess(
                new PrintWriter(out), new PrintWriter(err, true), directory, false)
            .run(List.of(words));
    return new Ended(status, out.toString(), err.toString());
  }

  public String ok(String... words) {
    Ended ended = run(words);
    assertThat(ended.status()).as(ended.err()).isZero();
    return ended.out();
  }

  /** Expects one clear line, which is given without its beginning. */
  public String refused(String... words) {
    Ended ended = run(words);
    assertThat(ended.status()).as(ended.out()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).startsWith("daybook: ").hasLineCount(1);
    return ended.err().substring("daybook: ".length()).strip();
  }
}
