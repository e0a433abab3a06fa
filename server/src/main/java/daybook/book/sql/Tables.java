package daybook.book.sql;

/** The tables that rows are written to in bulk. Their columns stand in the order of the scripts. */
public final class Tables {
  static final Table TOKEN =
      Table.of(
          "token",
          "id long",
          "manager_id long",
          "digest text",
          "created_at moment",
          "expires_at moment",
          "revoked_at moment");

  static final Table DELIVERY =
      Table.of(
          "delivery",
          "id long",
          "feed text",
          "sequence long",
          "name text",
          "sha256 text",
          "size long",
          "arrived_at moment",
          "booked_day day",
          "read long",
          "stored long",
          "duplicate long",
          "conflict long",
          "rejected long",
          "parked long",
          "unended_line long");

  static final Table KEPT_LINE =
      Table.of(
          "kept_line",
          "delivery_id long",
          "feed text",
          "file text",
          "delivered_on day",
          "line long",
          "kind text",
          "reason text",
          "raw text",
          "subscriber text",
          "identity text",
          "session text",
          "started_at moment",
          "ended_at moment",
          "bytes_up long",
          "bytes_down long",
          "number short");

  static final Table REDECIDED =
      Table.of(
          "redecided", "delivery_id long", "line long", "number short", "was text", "now text");

  static final Table DUPLICATE_LINE =
      Table.of(
          "duplicate_line",
          "delivery_id long",
          "line long",
          "feed text",
          "identity text",
          "version short");

  static final Table WITHDRAWAL =
      Table.of(
          "withdrawal",
          "delivery_id long",
          "withdrawn_at moment",
          "booked_day day",
          "why text",
          "replaced_by long");

  static final Table DELIVERY_PART =
      Table.of(
          "delivery_part",
          "delivery_id long",
          "part int",
          "first_line long",
          "last_line long",
          "bytes bytes");

  static final Table FETCHED =
      Table.of(
          "fetched",
          "feed text",
          "name text",
          "size long",
          "mark text",
          "fetched_at moment",
          "outcome text");

  static final Table SYNC_RUN =
      Table.of(
          "sync_run",
          "id long",
          "feed text",
          "begun_at moment",
          "ended_at moment",
          "listed long",
          "taken long",
          "refused long",
          "trouble text");

  static final Table BATCH =
      Table.of(
          "batch", "id long", "booked_day day", "made_at moment", "cause text", "delivery_id long");

  static final Table BATCH_ACCOUNT = Table.of("batch_account", "batch_id long", "account_id long");

  static final Table CELL = Table.of("cell", "usage_day day", "batch_id long", "row_count long");

  public static final Table CELL_ROW =
      Table.of(
          "cell_row",
          "usage_day day",
          "sim long",
          "sid long",
          "batch_id long",
          "booked_day day",
          "records int",
          "bytes_up long",
          "bytes_down long",
          "subscription long",
          "rating long");

  public static final Table RECORD =
      Table.of(
          "record",
          "feed text",
          "identity text",
          "version short",
          "batch_id long",
          "delivery_id long",
          "line long",
          "subscriber text",
          "session text",
          "started_at moment",
          "ended_at moment",
          "bytes_up long",
          "bytes_down long",
          "usage_day day",
          "sim long",
          "sid long",
          "added_up long",
          "added_down long",
          "withdrawn boolean");

  static final Table SESSION =
      Table.of(
          "session",
          "feed text",
          "key text",
          "sid long",
          "start_day day",
          "last_end moment",
          "bytes_up long",
          "bytes_down long");

  static final Table RATING =
      Table.of("rating", "id long", "operator text", "profile text", "reseller long");

  static final Table RATING_TIER =
      Table.of(
          "rating_tier",
          "rating_id long",
          "tier short",
          "seller long",
          "buyer long",
          "reason text",
          "price_version long",
          "list_version long",
          "charge long",
          "revenue long",
          "euro long");

  public static final Table ENTRY =
      Table.of(
          "entry",
          "batch_id long",
          "booked_day day",
          "kind text",
          "operator text",
          "seller long",
          "buyer long",
          "subscription long",
          "usage_day day",
          "price_version long",
          "list_version long",
          "rate_version long",
          "revenue_rate_version long",
          "session_days long",
          "bytes long",
          "amount decimal",
          "charge decimal",
          "revenue decimal");

  private Tables() {}
}
