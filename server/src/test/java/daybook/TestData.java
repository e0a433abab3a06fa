package daybook;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the data sets lie that are test input and not part of the repository. Without them a test
 * does not pass in silence: it says that it was not run, and on CI it fails.
 */
public final class TestData {
  private TestData() {}

  /** 74,095 real mobile data records with an inventory made for them. */
  public static Path edge2015() {
    String configured = System.getenv("DAYBOOK_TEST_DATA");
    // Tests run in the checkout's root, beside which the data lie.
    Path all = Path.of(configured == null ? "../shared/data" : configured);
    Path set = all.resolve("edge2015").toAbsolutePath().normalize();
    if (Files.isDirectory(set)) {
      return set;
    }
    throw notRun(set + " is missing; DAYBOOK_TEST_DATA names its parent directory");
  }

  /** Says that a test lacks what it needs, so that it is skipped, or fails on CI; never returns. */
  public static RuntimeException notRun(String reason) {
    String said = "not run: " + reason;
    return isTrue("DAYBOOK_REQUIRE_TEST_DATA") || isTrue("CI") ? fail(said) : abort(said);
  }

  private static boolean isTrue(String variable) {
    return "true".equals(System.getenv(variable));
  }
}
