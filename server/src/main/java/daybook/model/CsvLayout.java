package daybook.model;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an operator's CSV file is laid out.
 *
 * @param header whether the first line names the columns
 * @param end absent: {@code durationSeconds} gives it; without either a record ends as it starts
 * @param bytesUp absent: the operator reports {@code bytesDown} only, and the other way round
 * @param identity the columns that together identify a record for ever
 * @param session the columns that together identify a session; empty: each record is one
 * @param timestamps a {@link java.time.format.DateTimeFormatter} pattern, or {@code epoch_seconds}
 *     or {@code epoch_millis}
 * @param unit what the volumes are counted in
 */
public record CsvLayout(
    boolean header,
    char delimiter,
    char quote,
    Charset charset,
    Column subscriber,
    Column start,
    @Nullable Column end,
    @Nullable Column durationSeconds,
    @Nullable Column bytesUp,
    @Nullable Column bytesDown,
    List<Column> identity,
    List<Column> session,
    String timestamps,
    DataUnit unit) {
  public CsvLayout {
    identity = List.copyOf(identity);
    session = List.copyOf(session);
  }

  /** A column by the name in the header line or by its position. */
  public sealed interface Column {
    record Named(String header) implements Column {}

    /**
     * @param position from 1
     */
    record At(int position) implements Column {}
  }
}
