package daybook.book.duckdb;

import daybook.book.SchemaState;
import daybook.book.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * A book's file that no store has open. What is wrong with it is an {@link IOException}, so that it
 * is not mistaken for a failure of the store that this process may serve.
 */
final class BookFile {
  private BookFile() {}

  /** What the book holds; changes nothing, and makes no file beside it. */
  static Contents look(Path file) throws IOException {
    return readOnly(
        file,
        connection -> {
          if (Migrations.state(connection).version() == 0) {
            throw new StoreFailure("it is a database, but no book of Daybook");
          }
          return Contents.of(connection);
        });
  }

  /** How far the book's schema is; changes nothing. */
  static SchemaState schema(Path file) throws IOException {
    return readOnly(file, Migrations::state);
  }

  private static <R> R readOnly(Path file, Function<Connection, R> reading) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("access_mode", "READ_ONLY");
    try (Connection connection = Connections.connect(url(file), properties)) {
      return reading.apply(connection);
    } catch (SQLException | StoreFailure e) {
      throw wrong(e);
    }
  }

  /** Brings all of the book into the one file: nothing of it stands in a log beside it then. */
  static void fold(Path file) throws IOException {
    try (DuckDBConnection connection = Connections.connect(url(file), new Properties());
        Statement statement = connection.createStatement()) {
      Connections.setUp(connection);
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw wrong(e);
    }
    List<Path> left = beside(file);
    if (!left.isEmpty()) {
      throw new IOException("the engine left " + left.getFirst().getFileName() + " behind");
    }
  }

  /**
   * The engine's files that belong to a book's file: its log, and what a checkpoint makes of it.
   */
  static List<Path> beside(Path file) throws IOException {
    String begin = file.getFileName() + ".wal";
    try (Stream<Path> files = Files.list(directory(file))) {
      return files
          .filter(other -> other.getFileName().toString().startsWith(begin))
          .sorted()
          .toList();
    }
  }

  /** The directory that a file is in. */
  static Path directory(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a directory");
  }

  static String url(Path file) {
    return "jdbc:duckdb:" + file.toAbsolutePath();
  }

  private static IOException wrong(Exception e) {
    String said = String.valueOf(e.getMessage());
    return new IOException(said.lines().findFirst().orElse("no reason given"), e);
  }
}
