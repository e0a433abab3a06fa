package daybook.book.postgres;

import daybook.book.sql.Sql;
import daybook.book.sql.Table;
import daybook.book.sql.Writing.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.ByteConverter;

/**
 * Rows in the binary format of COPY (PostgreSQL documentation, "COPY", "Binary Format"), gathered
 * in memory and sent in the order of the table's index, which costs the server a quarter less.
 * Notes the months of one column, so that their partitions can be made first. Rows of another table
 * may be made of some of their columns on the way.
 */
final class BinaryRows implements Row {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int NULL = -1;
  private static final short END = -1;

  /** The format counts from 2000-01-01. */
  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

  private static final long EPOCH_MICROS = Sql.micros(Instant.parse("2000-01-01T00:00:00Z"));

  private final int columns;
  private final int monthColumn;
  private final int keyColumn;
  private final @Nullable BinaryRows also;
  private final boolean[] picked;
  private final Set<YearMonth> months = new HashSet<>();
  private byte[] bytes = new byte[1 << 16];
  private int size;
  private int column;
  private int columnStart;
  private int[] starts = new int[1 << 8];
  private int[] keys = new int[1 << 8];
  private int rows;
  private long lastDay = Long.MIN_VALUE;

  /**
   * @param monthColumn the name of the column whose months are noted; one that the table lacks:
   *     none
   * @param keyColumn the name of the column with which the index's columns begin; one that the
   *     table lacks: the rows keep their order
   */
  BinaryRows(Table table, String monthColumn, String keyColumn) {
    this(table, monthColumn, keyColumn, null, List.of());
  }

  /**
   * @param also gets a row for every row, of those of its columns that are picked
   */
  BinaryRows(
      Table table,
      String monthColumn,
      String keyColumn,
      @Nullable BinaryRows also,
      List<Table.Column> picked) {
    List<String> names = table.columns().stream().map(Table.Column::name).toList();
    this.columns = names.size();
    this.monthColumn = names.indexOf(monthColumn);
    this.keyColumn = names.indexOf(keyColumn);
    this.also = also;
    this.picked = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      this.picked[i] = picked.contains(table.columns().get(i));
    }
    clear();
  }

  void clear() {
    size = 0;
    rows = 0;
    months.clear();
    lastDay = Long.MIN_VALUE;
    put(HEADER, 0, HEADER.length);
    if (also != null) {
      also.clear();
    }
  }

  void beginRow() {
    if (rows == starts.length) {
      starts = Arrays.copyOf(starts, 2 * rows);
      keys = Arrays.copyOf(keys, 2 * rows);
    }
    starts[rows] = size;
    rows++;
    putShort(columns);
    column = 0;
    beginColumn();
    if (also != null) {
      also.beginRow();
    }
  }

  /**
   * @throws IllegalStateException if a value is missing: what follows would be read as another
   *     column
   */
  void endRow() {
    if (column != columns) {
      throw new IllegalStateException("A row has " + column + " values, not " + columns);
    }
    if (also != null) {
      also.endRow();
    }
  }

  int rows() {
    return rows;
  }

  int size() {
    return size;
  }

  Set<YearMonth> months() {
    return months;
  }

  /** Sends the rows; returns how many were stored. */
  long copyTo(CopyManager manager, String sql) throws SQLException {
    if (keyColumn >= 0) {
      bytes = sorted();
    }
    putShort(END);
    CopyIn copy = manager.copyIn(sql);
    try {
      copy.writeToCopy(bytes, 0, size);
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /**
   * The same bytes, row by row in the order of what follows from the key column on. Numbers are
   * written as they compare, unless negative; texts after their length: near enough, for the order
   * decides nothing but which pages of the index are touched together.
   */
  private byte[] sorted() {
    Integer[] order = new Integer[rows];
    Arrays.setAll(order, row -> row);
    Arrays.sort(
        order, (a, b) -> Arrays.compareUnsigned(bytes, keys[a], end(a), bytes, keys[b], end(b)));
    byte[] sorted = new byte[size + Short.BYTES];
    System.arraycopy(HEADER, 0, sorted, 0, HEADER.length);
    int at = HEADER.length;
    for (int row : order) {
      int length = end(row) - starts[row];
      System.arraycopy(bytes, starts[row], sorted, at, length);
      at += length;
    }
    return sorted;
  }

  private int end(int row) {
    return row + 1 < rows ? starts[row + 1] : size;
  }

  @Override
  public Row add(long value) {
    putInt(Long.BYTES);
    putLong(value);
    return next();
  }

  @Override
  public Row addInt(int value) {
    putInt(Integer.BYTES);
    putInt(value);
    return next();
  }

  @Override
  public Row addShort(int value) {
    putInt(Short.BYTES);
    putShort(value);
    return next();
  }

  @Override
  public Row add(boolean value) {
    putInt(1);
    ensure(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return next();
  }

  @Override
  public Row add(String value) {
    return add(value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Row add(LocalDate day) {
    if (column == monthColumn && day.toEpochDay() != lastDay) {
      lastDay = day.toEpochDay();
      months.add(YearMonth.from(day));
    }
    putInt(Integer.BYTES);
    putInt(Math.toIntExact(day.toEpochDay() - EPOCH_DAY));
    return next();
  }

  @Override
  public Row add(Instant moment) {
    putInt(Long.BYTES);
    putLong(Math.subtractExact(Sql.micros(moment), EPOCH_MICROS));
    return next();
  }

  @Override
  public Row add(BigDecimal value) {
    return add(ByteConverter.numeric(value));
  }

  @Override
  public Row add(byte[] value) {
    putInt(value.length);
    put(value, 0, value.length);
    return next();
  }

  @Override
  public Row addNull() {
    putInt(NULL);
    return next();
  }

  private Row next() {
    if (also != null && picked[column]) {
      also.put(bytes, columnStart, size - columnStart);
      also.column++;
      also.beginColumn();
    }
    column++;
    beginColumn();
    return this;
  }

  private void beginColumn() {
    columnStart = size;
    if (column == keyColumn) {
      keys[rows - 1] = size;
    }
  }

  private void putShort(int value) {
    ensure(Short.BYTES);
    ByteConverter.int2(bytes, size, value);
    size += Short.BYTES;
  }

  private void putInt(int value) {
    ensure(Integer.BYTES);
    ByteConverter.int4(bytes, size, value);
    size += Integer.BYTES;
  }

  private void putLong(long value) {
    ensure(Long.BYTES);
    ByteConverter.int8(bytes, size, value);
    size += Long.BYTES;
  }

  private void put(byte[] added, int from, int length) {
    ensure(length);
    System.arraycopy(added, from, bytes, size, length);
    size += length;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
