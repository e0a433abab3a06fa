package daybook.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import daybook.memo.AtOnce;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Finished answers in memory, each found by the tag that names its content: what was answered once
 * is sent again as it is until something changes that the caller could see. Of several callers that
 * ask for the same at once, one makes the answer and the others wait for it.
 */
public final class KeptAnswers {
  private static final int UNIT_BYTES = 1024;

  private final AsyncCache<EntityTag, Answer> answers;

  /**
   * @param mostBytes what all answers together may occupy; 0 keeps none
   */
  public KeptAnswers(long mostBytes) {
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes / UNIT_BYTES)
            .<EntityTag, Answer>weigher(
                (tag, answer) -> Math.toIntExact(1 + answer.body().weightInBytes() / UNIT_BYTES))
            .executor(Runnable::run)
            .buildAsync();
  }

  /**
   * The answer of that name.
   *
   * @param fresh makes it; what it throws is thrown to all who wait, and nothing is kept
   * @throws AtOnce.GivenUp if it is not there, within an attempt to answer at once
   */
  public Answer get(EntityTag tag, Supplier<Answer> fresh) {
    CompletableFuture<Answer> there = answers.getIfPresent(tag);
    if (there != null && there.state() == Future.State.SUCCESS) {
      return there.resultNow();
    }
    AtOnce.mayTakeLong();
    CompletableFuture<Answer> making = new CompletableFuture<>();
    CompletableFuture<Answer> known = answers.asMap().putIfAbsent(tag, making);
    return known == null ? made(making, fresh) : await(known);
  }

  private static Answer made(CompletableFuture<Answer> making, Supplier<Answer> fresh) {
    try {
      Answer answer = fresh.get();
      making.complete(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      making.completeExceptionally(e);
      throw e;
    }
  }

  private static Answer await(CompletableFuture<Answer> known) {
    try {
      return known.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }
}
