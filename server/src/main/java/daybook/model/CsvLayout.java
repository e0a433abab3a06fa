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
 * @param trailer the line that ends each file; absent: files end with their last record
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
    DataUnit unit,
    @Nullable Trailer trailer) {
  public CsvLayout {
    identity = List.copyOf(identity);
    session = List.copyOf(session);
  }

  public CsvForm form() {
    return new CsvForm(header, delimiter, quote, charset);
  }

  /** A column by the name in the header line or by its position. */
  public sealed interface Column {
    record Named(String header) implements Column {}

    /**
     * @param position from 1
     */
    record At(int position) implements Column {}
  }

  /**
   * A file's last line, which is no record but states what the file holds.
   *
   * @param mark its first field, by which it is known
   * @param records where it has the number of the file's records; absent: nowhere
   * @param bytesUp where it has the sum of their volumes up, in {@code unit}; absent: nowhere
   * @param bytesDown where it has the sum of their volumes down; absent: nowhere
   */
  public record Trailer(
      String mark,
      Column.@Nullable At records,
      Column.@Nullable At bytesUp,
      Column.@Nullable At bytesDown) {}
}
