package daybook.decode;

import daybook.model.UsageRecord;

/** What one line of a delivery says. */
public sealed interface Decoded {
  /** Its number in the file, from 1, the header counted. */
  long line();

  /** Its text as delivered. */
  String raw();

  /** A record that is believable in itself. */
  record Usable(UsageRecord usage) implements Decoded {
    @Override
    public long line() {
      return usage.line();
    }

    @Override
    public String raw() {
      return usage.raw();
    }
  }

  /**
   * A line that is no believable record.
   *
   * @param line in the file, from 1, the header counted
   * @param raw the line's text without its end; where its bytes are none of the feed's charset, one
   *     character for each byte (ISO-8859-1), so that nothing is lost; of an overlong line the
   *     start
   * @param reason one sentence that names the column and its value
   */
  record Broken(long line, String raw, String reason) implements Decoded {}
}
