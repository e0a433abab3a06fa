package daybook.book.sql;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.book.sql.Counters.Counter;
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

/** The registry, in whichever engine. */
public final class SqlRegistry implements Registry {
  private static final String TOKEN_COLUMNS =
      "id, manager_id, epoch_us(created_at), epoch_us(expires_at), epoch_us(revoked_at)";
  private static final int DECIMAL_SCALE = 18;
  private static final Table CLOSING = Table.of("closing", "version long");

  private final Engine engine;

  public SqlRegistry(Engine engine) {
    this.engine = engine;
  }

  @Override
  public long version() {
    return engine.latest().registry();
  }

  @Override
  public long tokenVersion() {
    return engine.latest().tokens();
  }

  @Override
  public <R> R read(When when, Function<Reader, R> reading) {
    return engine.read(connection -> reading.apply(new TableReader(connection, when)));
  }

  @Override
  public Change begin(InstantSource clock) {
    Writing writing = engine.write(Engine.Purpose.REGISTRY);
    return new TableChange(writing, clock.instant());
  }

  @Override
  public Optional<String> setting(String name) {
    return engine.read(connection -> setting(connection, name));
  }

  private static Optional<String> setting(Connection connection, String name) {
    return Sql.query(
            connection, "SELECT value FROM setting WHERE name = ?", row -> row.getString(1), name)
        .stream()
        .findFirst();
  }

  @Override
  public String settle(String name, String value) {
    Optional<String> settled = setting(name);
    if (settled.isPresent()) {
      return settled.get();
    }
    // As a booking: the opening of a book must not fall into one that books by the rules before it.
    try (Writing writing = engine.write(Engine.Purpose.BOOKING)) {
      String inForce = settle(writing, name, value);
      writing.commit();
      return inForce;
    }
  }

  /** Settles within a transaction that books. */
  static String settle(Writing booking, String name, String value) {
    Optional<String> before = setting(booking.connection(), name);
    if (before.isPresent()) {
      return before.get();
    }
    Sql.execute(
        booking.connection(), "INSERT INTO setting (name, value) VALUES (?, ?)", name, value);
    return value;
  }

  @Override
  public TokenId issueToken(
      ManagerId manager, byte[] digest, Instant at, @Nullable Instant expiresAt) {
    try (Writing writing = engine.write(Engine.Purpose.TOKENS)) {
      Counters counters = new Counters(writing.connection());
      Sql.execute(
          writing.connection(),
          "UPDATE token SET revoked_at = from_epoch_us(?)"
              + " WHERE manager_id = ? AND revoked_at IS NULL",
          at,
          manager.value());
      long id = counters.next(Counter.TOKEN);
      writing.append(
          Tables.TOKEN,
          List.of(id),
          (row, token) -> {
            row.add(token.longValue())
                .add(manager.value())
                .add(HexFormat.of().formatHex(digest))
                .add(at);
            if (expiresAt == null) {
              row.addNull();
            } else {
              row.add(expiresAt);
            }
            row.addNull();
          });
      commit(writing, counters, Counter.TOKEN_VERSION);
      return new TokenId(id);
    }
  }

  @Override
  public boolean revokeToken(TokenId token, Instant at) {
    try (Writing writing = engine.write(Engine.Purpose.TOKENS)) {
      int revoked =
          Sql.execute(
              writing.connection(),
              "UPDATE token SET revoked_at = from_epoch_us(?)"
                  + " WHERE id = ? AND revoked_at IS NULL",
              at,
              token.value());
      commit(writing, new Counters(writing.connection()), Counter.TOKEN_VERSION);
      return revoked > 0;
    }
  }

  @Override
  public Optional<TokenRow> token(byte[] digest) {
    return engine.read(connection ->
        Sql.query(
                connection,
                "SELECT " + TOKEN_COLUMNS + " FROM token WHERE digest = ? AND revoked_at IS NULL",
                SqlRegistry::tokenRow,
                HexFormat.of().formatHex(digest))
            .stream()
            .findFirst());
  }

  @Override
  public List<TokenRow> tokens() {
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT " + TOKEN_COLUMNS + " FROM token ORDER BY id",
            SqlRegistry::tokenRow));
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

  /** Every change raises a version, for what was read is kept in memory until then. */
  private static void commit(Writing writing, Counters counters, Counter version) {
    counters.next(version);
    counters.save();
    writing.commit();
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
                    + " WHERE opened_at < from_epoch_us(?)"
                    + " AND (closed_at IS NULL OR closed_at >= from_epoch_us(?))"
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
  private static final class TableChange implements Change {
    private final Writing writing;
    private final Instant at;
    private final Counters counters;
    private final Map<RegistryTable<?>, List<Opened>> opened = new LinkedHashMap<>();
    private final Map<RegistryTable<?>, List<Long>> closed = new LinkedHashMap<>();

    private record Opened(long version, List<@Nullable Object> values) {}

    TableChange(Writing writing, Instant at) {
      this.writing = writing;
      this.at = at;
      this.counters = new Counters(writing.connection());
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
      SqlRegistry.commit(writing, counters, Counter.REGISTRY_VERSION);
    }

    private void writeClosed(RegistryTable<?> table, List<Long> versions) {
      writing.stage(CLOSING, versions, (row, version) -> row.add(version.longValue()));
      Sql.execute(
          writing.connection(),
          "UPDATE "
              + table.name()
              + " SET closed_at = from_epoch_us(?)"
              + " WHERE version IN (SELECT version FROM closing)",
          at);
    }

    private void writeOpened(RegistryTable<?> table, List<Opened> rows) {
      writing.append(
          Table.of(table),
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
      writing.close();
    }
  }
}
