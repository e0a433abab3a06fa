package daybook.book.sql;

import java.sql.Connection;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Rows go in on a thread of its own, while whoever adds them makes the next. Only one thread at a
 * time uses the connection: asking for it waits for all that was added before. A failure is thrown
 * by the next call, and what was added after it is not written.
 */
final class WritingBehind implements Writing {
  /** How many additions may wait, so that memory is bounded; a chunk of lines makes a few. */
  private static final int MOST_WAITING = 4;

  private final Writing writing;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("writing behind").factory());
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private volatile @Nullable Throwable failure;
  private volatile boolean ending;

  WritingBehind(Writing writing) {
    this.writing = writing;
  }

  @Override
  public Connection connection() {
    await();
    return writing.connection();
  }

  /** Until all that was added is written. */
  void await() {
    room.acquireUninterruptibly(MOST_WAITING);
    room.release(MOST_WAITING);
    throwFailure();
  }

  /**
   * @param values are read later and must not change any more; as must what the writer reads
   */
  @Override
  public <T> void append(Table table, Collection<? extends T> values, RowWriter<T> writer) {
    later(() -> writing.append(table, values, writer));
  }

  @Override
  public <T> void appendRecords(Collection<? extends T> values, RowWriter<T> writer) {
    later(() -> writing.appendRecords(values, writer));
  }

  private void later(Runnable addition) {
    throwFailure();
    room.acquireUninterruptibly();
    writer.execute(() -> {
      try {
        if (failure == null && !ending) {
          addition.run();
        }
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        room.release();
      }
    });
  }

  private void throwFailure() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  @Override
  public <T> void stage(Table table, Collection<? extends T> values, RowWriter<T> writer) {
    await();
    writing.stage(table, values, writer);
  }

  @Override
  public String recordsOf(Table staged) {
    return writing.recordsOf(staged);
  }

  @Override
  public void removeAll(Table table) {
    await();
    writing.removeAll(table);
  }

  @Override
  public void commit() {
    await();
    writing.commit();
  }

  /** What was not committed is rolled back, so that what waits need not be written. */
  @Override
  public void close() {
    ending = true;
    try (writing) {
      writer.close();
    }
  }
}
