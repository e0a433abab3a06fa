package daybook.web;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented example and its neighbours, over real HTTP. */
class GoldenTest {
  private static FixedServer server;

  @BeforeAll
  static void start() throws IOException {
    server = FixedServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<String> names() {
    return Golden.names("web");
  }

  @ParameterizedTest
  @MethodSource("names")
  void an_example_is_answered_byte_for_byte(String name) {
    Golden.check(server.uri(), name);
  }
}
