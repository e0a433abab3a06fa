package daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daybook.book.StoreFailure;
import daybook.book.duckdb.DuckDbStore;
import daybook.book.sql.Sql;
import daybook.config.StoreSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store's failure tells whoever typed the command to do. */
class StoreTroubleTest {
  private static final int MEMORY_MB = 128;

  @TempDir Path data;

  @Test
  void an_engine_that_needs_more_memory_than_it_has_is_told_with_the_remedy() {
    StoreFailure failure =
        failure("SELECT sum(length(list)) FROM (SELECT list(i) list FROM range(100000000) r(i))");

    assertThat(StoreTrouble.explain(failure, new StoreSettings.Embedded(data, MEMORY_MB)))
        .startsWith("The store failed: Out of Memory Error: ")
        .endsWith("; engine_memory_mb gives it 128 MB: give it more");
    assertThat(StoreTrouble.explain(failure, new StoreSettings.Embedded(data)))
        .endsWith("; it may have half of the machine's memory, and engine_memory_mb gives it more");
  }

  @Test
  void other_failures_are_told_as_the_engine_tells_them() {
    StoreFailure failure = failure("SELECT * FROM nothing");

    assertThat(StoreTrouble.explain(failure, new StoreSettings.Embedded(data, MEMORY_MB)))
        .isEqualTo(failure.getMessage());
  }

  private StoreFailure failure(String sql) {
    try (DuckDbStore store = DuckDbStore.open(data.resolve("book.duckdb"), MEMORY_MB)) {
      return catchThrowableOfType(
          StoreFailure.class, () -> store.read(connection -> Sql.execute(connection, sql)));
    }
  }
}
