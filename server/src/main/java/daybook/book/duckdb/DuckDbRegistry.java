package daybook.book.duckdb;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.book.duckdb.Counters.Counter;
import daybook.model.ManagerId;
import daybook.model.TokenId;
import daybook.model.Versioned;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The registry in the embedded store. */
final class DuckDbRegistry implements Registry {
  private static final String TOKEN_COLUMNS =
      "id, manager_id, epoch_us(created_at), epoch_us(expires_at), epoch_us(revoked_at)";
  private static final int DECIMAL_SCALE = 18;

  private final DuckDbStore store;
  private volatile long version;

  DuckDbRegistry(DuckDbStore store) {
    this.store = store;
    this.version = store.read(DuckDbRegistry::storedVersion);
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public <R> R read(When when, Function<Reader, R> reading) {
    return store.read(connection -> {
      // One transaction, so that no change slips in between two tables.
      Sql.execute(connection, "BEGIN");
      R result = reading.apply(new TableReader(connection, when));
      Sql.execute(connection, "COMMIT");
      return result;
    });
  }

  @Override
  public Change begin(InstantSource clock) {
    WriteTransaction transaction = store.write();
    return new TableChange(transaction, clock.instant());
  }

  @Override
  public Optional<String> setting(String name) {
    return store.read(connection -> setting(connection, name));
  }

  private static Optional<String> setting(Connection connection, String name) {
    return Sql.query(
            connection, "SELECT value FROM setting WHERE name = ?", row -> row.getString(1), name)
        .stream()
        .findFirst();
  }

  @Override
  public String settle(String name, String value) {
    try (WriteTransaction transaction = store.write()) {
      Optional<String> before = setting(transaction.connection(), name);
      if (before.isPresent()) {
        return before.get();
      }
      Sql.execute(transaction.connection(), "INSERT INTO setting VALUES (?, ?)", name, value);
      transaction.commit();
      return value;
    }
  }

  @Override
  public TokenId issueToken(
      ManagerId manager, byte[] digest, Instant at, @Nullable Instant expiresAt) {
    try (WriteTransaction transaction = store.write()) {
      Counters counters = new Counters(transaction.connection());
      Sql.execute(
          transaction.connection(),
          "UPDATE token SET revoked_at = make_timestamp(?::BIGINT)"
              + " WHERE manager_id = ? AND revoked_at IS NULL",
          at,
          manager.value());
      long id = counters.next(Counter.TOKEN);
      Sql.execute(
          transaction.connection(),
          "INSERT INTO token VALUES (?, ?, ?, make_timestamp(?::BIGINT), make_timestamp(?::BIGINT), NULL)",
          id,
          manager.value(),
          HexFormat.of().formatHex(digest),
          at,
          expiresAt);
      commit(transaction, counters);
      return new TokenId(id);
    }
  }

  @Override
  public boolean revokeToken(TokenId token, Instant at) {
    try (WriteTransaction transaction = store.write()) {
      int revoked =
          Sql.execute(
              transaction.connection(),
              "UPDATE token SET revoked_at = make_timestamp(?::BIGINT)"
                  + " WHERE id = ? AND revoked_at IS NULL",
              at,
              token.value());
      commit(transaction, new Counters(transaction.connection()));
      return revoked > 0;
    }
  }

  @Override
  public Optional<TokenRow> token(byte[] digest) {
    return store.read(connection ->
        Sql.query(
                connection,
                "SELECT " + TOKEN_COLUMNS + " FROM token WHERE digest = ? AND revoked_at IS NULL",
                DuckDbRegistry::tokenRow,
                HexFormat.of().formatHex(digest))
            .stream()
            .findFirst());
  }

  @Override
  public List<TokenRow> tokens() {
    return store.read(connection ->
        Sql.query(
            connection,
            "SELECT " + TOKEN_COLUMNS + " FROM token ORDER BY id",
            DuckDbRegistry::tokenRow));
  }

  private static TokenRow tokenRow(ResultSet row) throws SQLException {
    return new TokenRow(
        new TokenId(row.getLong(1)),
        new ManagerId(row.getLong(2)),
        Sql.moment(row, 3),
        Sql.momentOrNull(row, 4),
        Sql.momentOrNull(row, 5));
  }

  private static long storedVersion(Connection connection) {
    return new Counters(connection).last(Counter.REGISTRY_VERSION);
  }

  /** Every change raises the version, for snapshots are cached by it. */
  private void commit(WriteTransaction transaction, Counters counters) {
    long next = counters.next(Counter.REGISTRY_VERSION);
    counters.save();
    transaction.commit();
    version = next;
  }

  private static String names(RegistryTable<?> table) {
    return table.columns().stream()
        .map(RegistryTable.Column::name)
        .collect(Collectors.joining(", "));
  }

  private record TableReader(Connection connection, When when) implements Reader {
    @Override
    public <T> List<Versioned<T>> rows(RegistryTable<T> table) {
      String select =
          "SELECT version, epoch_us(opened_at), epoch_us(closed_at), "
              + names(table)
              + " FROM "
              + table.name();
      String keys =
          IntStream.range(0, table.keys())
              .mapToObj(i -> table.columns().get(i).name() + " NULLS FIRST")
              .collect(Collectors.joining(", "));
      String order = " ORDER BY " + keys + ", version";
      return switch (when) {
        case When.Now() -> rows(table, select + " WHERE closed_at IS NULL" + order);
        case When.Before(Instant moment) ->
            rows(
                table,
                select
                    + " WHERE opened_at < make_timestamp(?::BIGINT)"
                    + " AND (closed_at IS NULL OR closed_at >= make_timestamp(?::BIGINT))"
                    + order,
                moment,
                moment);
        case When.Ever() -> rows(table, select + order);
      };
    }

    private <T> List<Versioned<T>> rows(RegistryTable<T> table, String sql, Object... parameters) {
      return Sql.query(
          connection,
          sql,
          row ->
              new Versioned<>(
                  row.getLong(1),
                  table.decode().apply(values(table, row)),
                  Sql.moment(row, 2),
                  Sql.momentOrNull(row, 3)),
          parameters);
    }

    private static RegistryTable.Values values(RegistryTable<?> table, ResultSet row)
        throws SQLException {
      List<@Nullable Object> values = new ArrayList<>(table.columns().size());
      for (int i = 0; i < table.columns().size(); i++) {
        int column = i + 4;
        values.add(
            switch (table.columns().get(i).type()) {
              case LONG -> Sql.longOrNull(row, column);
              case TEXT -> row.getString(column);
              case DAY -> row.getObject(column, LocalDate.class);
              case DECIMAL -> row.getBigDecimal(column);
              case BOOLEAN -> row.getBoolean(column);
            });
      }
      return new RegistryTable.Values(values);
    }

    @Override
    public long version() {
      return storedVersion(connection);
    }
  }

  /** Gathers what is opened and closed, and writes it table by table at the end. */
  private final class TableChange implements Change {
    private final WriteTransaction transaction;
    private final Instant at;
    private final Counters counters;
    private final Map<RegistryTable<?>, List<Opened>> opened = new LinkedHashMap<>();
    private final Map<RegistryTable<?>, List<Long>> closed = new LinkedHashMap<>();

    private record Opened(long version, List<@Nullable Object> values) {}

    TableChange(WriteTransaction transaction, Instant at) {
      this.transaction = transaction;
      this.at = at;
      this.counters = new Counters(transaction.connection());
    }

    @Override
    public <T> void open(RegistryTable<T> table, T row) {
      opened
          .computeIfAbsent(table, t -> new ArrayList<>())
          .add(new Opened(counters.next(Counter.REGISTRY_VERSION), table.values(row)));
    }

    @Override
    public <T> void close(RegistryTable<T> table, Versioned<T> row) {
      closed.computeIfAbsent(table, t -> new ArrayList<>()).add(row.version());
    }

    @Override
    public void commit() {
      closed.forEach(this::writeClosed);
      opened.forEach(this::writeOpened);
      DuckDbRegistry.this.commit(transaction, counters);
    }

    private void writeClosed(RegistryTable<?> table, List<Long> versions) {
      transaction.stage("closing", "version BIGINT", versions, (row, version) -> row.add(version));
      Sql.execute(
          transaction.connection(),
          "UPDATE "
              + table.name()
              + " SET closed_at = make_timestamp(?::BIGINT)"
              + " WHERE version IN (SELECT version FROM closing)",
          at);
    }

    private void writeOpened(RegistryTable<?> table, List<Opened> rows) {
      transaction.append(
          table.name(),
          rows,
          (row, opening) -> {
            row.add(opening.version()).add(at).addNull();
            for (int i = 0; i < table.columns().size(); i++) {
              Object value = opening.values().get(i);
              switch (value) {
                case null -> row.addNull();
                case Long number -> row.add(number.longValue());
                case String text -> row.add(text);
                case LocalDate day -> row.add(day);
                case Boolean flag -> row.add(flag.booleanValue());
                case BigDecimal decimal ->
                    row.add(decimal.setScale(DECIMAL_SCALE, RoundingMode.UNNECESSARY));
                default -> throw new IllegalStateException("No column holds " + value);
              }
            }
          });
    }

    @Override
    public void close() {
      transaction.close();
    }
  }
}
