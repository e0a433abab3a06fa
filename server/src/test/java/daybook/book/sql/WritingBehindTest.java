package daybook.book.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.book.duckdb.DuckDbStore;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritingBehindTest {
  private final DuckDbStore store = DuckDbStore.inMemory();

  @AfterEach
  void nothing_goes_on_in_the_background() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("writing behind");
    store.close();
  }

  @Test
  void what_is_added_is_there_for_whoever_asks_for_the_connection() {
    CountDownLatch asked = new CountDownLatch(1);
    try (WritingBehind writing = begin()) {
      writing.append(
          Tables.BATCH_ACCOUNT,
          List.of(1, 2, 3),
          (row, account) -> {
            await(asked);
            row.add(7).add(account);
          });
      // Comes to this line although nothing can have been written yet.
      asked.countDown();
      assertThat(accounts(writing)).isEqualTo(3);
      writing.append(Tables.BATCH_ACCOUNT, List.of(4), (row, account) -> row.add(7).add(account));
      writing.commit();
    }
    assertThat(accounts()).isEqualTo(4);
  }

  @Test
  void a_failure_is_told_by_every_call_after_it_and_what_came_later_is_not_written() {
    AtomicBoolean later = new AtomicBoolean();
    try (WritingBehind writing = begin()) {
      CountDownLatch both = new CountDownLatch(1);
      writing.append(
          Tables.BATCH_ACCOUNT,
          List.of(1),
          (row, account) -> {
            await(both);
            throw new IllegalArgumentException("first");
          });
      writing.append(
          Tables.BATCH_ACCOUNT,
          List.of(2),
          (row, account) -> {
            later.set(true);
            throw new IllegalArgumentException("second");
          });
      both.countDown();
      assertThatThrownBy(writing::await).hasMessage("first");
      assertThatThrownBy(writing::connection).hasMessage("first");
      assertThatThrownBy(() -> writing.append(Tables.BATCH_ACCOUNT, List.of(), (row, v) -> {}))
          .hasMessage("first");
      assertThatThrownBy(writing::commit).hasMessage("first");
    }
    assertThat(later).isFalse();
    assertThat(accounts()).isZero();
  }

  @Test
  void what_waits_when_the_writing_ends_is_given_up() throws InterruptedException {
    AtomicBoolean written = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ending = new CountDownLatch(1);
    WritingBehind writing = begin();
    writing.append(
        Tables.BATCH_ACCOUNT,
        List.of(1),
        (row, account) -> {
          begun.countDown();
          await(ending);
          row.add(7).add(account);
        });
    writing.append(Tables.BATCH_ACCOUNT, List.of(2), (row, account) -> written.set(true));
    await(begun);
    Thread closing = Thread.ofPlatform().start(writing::close);
    while (closing.getState() != Thread.State.WAITING
        && closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    ending.countDown();
    closing.join();
    assertThat(written).isFalse();
    assertThat(accounts()).isZero();
  }

  private WritingBehind begin() {
    return new WritingBehind(store.write(Engine.Purpose.BOOKING));
  }

  private static long accounts(WritingBehind writing) {
    return Sql.one(
        writing.connection(), "SELECT count(*) FROM batch_account", row -> row.getLong(1));
  }

  private long accounts() {
    return store.read(connection ->
        Sql.one(connection, "SELECT count(*) FROM batch_account", row -> row.getLong(1)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
