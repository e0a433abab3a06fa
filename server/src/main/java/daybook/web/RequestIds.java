package daybook.web;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Numbers requests: what a client quotes is found in the log, also among several servers' logs. */
public final class RequestIds {
  private final String process;
  private final AtomicLong last = new AtomicLong();

  /**
   * @param random tells this process from others
   */
  public RequestIds(RandomGenerator random) {
    this.process = HexFormat.of().toHexDigits(random.nextInt());
  }

  /** As {@code 5f2a90c1-17}. */
  String next() {
    return process + "-" + last.incrementAndGet();
  }
}
