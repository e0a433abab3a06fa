-- The store in PostgreSQL 15 and newer. Several processes write, each in one transaction under a lock, so numbers come
-- from counters that are written in the same transaction as what they number. Days are days of the book's zone.
-- Text compares by its bytes, whatever the database's own order is.

-- Rules for the scripts after this one: add, never rename, retype or drop what an older program reads or writes, so that
-- servers can be replaced one by one. A script that cannot keep to that raises schema_floor, in a release of its own.

CREATE TABLE schema_floor (
  version integer NOT NULL             -- the last script that a program must know to work on this store
);
INSERT INTO schema_floor VALUES (1);

-- Moments cross as whole microseconds since the epoch.
CREATE FUNCTION epoch_us(timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (extract(epoch FROM $1) * 1000000)::bigint;
CREATE FUNCTION from_epoch_us(bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN timestamptz '1970-01-01 00:00:00+00'
    + ($1 / 1000000) * interval '1 second' + ($1 % 1000000) * interval '1 microsecond';

CREATE TABLE counter (
  name text COLLATE "C" PRIMARY KEY,
  value bigint NOT NULL                -- the last number given out
) WITH (fillfactor = 50);              -- updated in place by every transaction

CREATE TABLE setting (
  name text COLLATE "C" PRIMARY KEY,
  value text COLLATE "C" NOT NULL
);

CREATE TABLE token (
  id bigint PRIMARY KEY,
  manager_id bigint NOT NULL,
  digest text COLLATE "C" NOT NULL UNIQUE,   -- SHA-256 of the token, hexadecimal
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz
);

-- The registry: a change closes one version of a row and opens another. Nothing else is updated, and of each row one
-- version at most is open.

CREATE TABLE reseller (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  id bigint NOT NULL, parent_id bigint, name text COLLATE "C" NOT NULL, currency text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX reseller_open ON reseller (id) WHERE closed_at IS NULL;

CREATE TABLE account (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  id bigint NOT NULL, reseller_id bigint NOT NULL, name text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX account_open ON account (id) WHERE closed_at IS NULL;

CREATE TABLE subscription (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  id bigint NOT NULL, account_id bigint NOT NULL, name text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX subscription_open ON subscription (id) WHERE closed_at IS NULL;

CREATE TABLE sim (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  id bigint NOT NULL, iccid text COLLATE "C" NOT NULL, original_number text COLLATE "C" NOT NULL,
  operator_key text COLLATE "C" NOT NULL, operator text COLLATE "C", name text COLLATE "C"
);
CREATE UNIQUE INDEX sim_open ON sim (id) WHERE closed_at IS NULL;

CREATE TABLE sim_span (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  sim_id bigint NOT NULL, from_day date, to_day date,
  subscription_id bigint NOT NULL, profile text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX sim_span_open ON sim_span (sim_id, from_day) NULLS NOT DISTINCT WHERE closed_at IS NULL;

CREATE TABLE sim_group (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  id bigint NOT NULL, reseller_id bigint NOT NULL, name text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX sim_group_open ON sim_group (id) WHERE closed_at IS NULL;

CREATE TABLE sim_group_member (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  group_id bigint NOT NULL, sim_id bigint NOT NULL
);
CREATE UNIQUE INDEX sim_group_member_open ON sim_group_member (group_id, sim_id) WHERE closed_at IS NULL;

CREATE TABLE manager (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  id bigint NOT NULL, reseller_id bigint NOT NULL, account_id bigint,
  name text COLLATE "C" NOT NULL, email text COLLATE "C" NOT NULL, role text COLLATE "C" NOT NULL,
  active boolean NOT NULL
);
CREATE UNIQUE INDEX manager_open ON manager (id) WHERE closed_at IS NULL;

CREATE TABLE price_list (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  id bigint NOT NULL, seller text COLLATE "C" NOT NULL, buyers text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL, effective_from date NOT NULL
);
CREATE UNIQUE INDEX price_list_open ON price_list (id) WHERE closed_at IS NULL;

CREATE TABLE price (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  price_list_id bigint NOT NULL, operator text COLLATE "C", profile text COLLATE "C",
  unit text COLLATE "C" NOT NULL, increment_bytes bigint NOT NULL, price numeric(38, 18) NOT NULL
);
CREATE UNIQUE INDEX price_open ON price (price_list_id, operator, profile) NULLS NOT DISTINCT WHERE closed_at IS NULL;

CREATE TABLE fx_rate (
  version bigint PRIMARY KEY, opened_at timestamptz NOT NULL, closed_at timestamptz,
  day date NOT NULL, from_currency text COLLATE "C" NOT NULL, to_currency text COLLATE "C" NOT NULL,
  rate numeric(38, 18) NOT NULL
);
CREATE UNIQUE INDEX fx_rate_open ON fx_rate (day, from_currency, to_currency) WHERE closed_at IS NULL;

-- Deliveries and what became of their lines.

CREATE TABLE delivery (
  id bigint PRIMARY KEY,
  feed text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  name text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  arrived_at timestamptz NOT NULL,
  booked_day date NOT NULL,
  read bigint NOT NULL,
  stored bigint NOT NULL,
  duplicate bigint NOT NULL,
  conflict bigint NOT NULL,
  rejected bigint NOT NULL,
  parked bigint NOT NULL,
  unended_line bigint NOT NULL,        -- the last line's number if it has no end, else 0
  UNIQUE (feed, sha256),
  CHECK (read = stored + duplicate + conflict + rejected + parked)
);
CREATE INDEX delivery_unended ON delivery (feed) WHERE unended_line > 0;

CREATE TABLE kept_line (
  delivery_id bigint NOT NULL,
  feed text COLLATE "C" NOT NULL,
  file text COLLATE "C" NOT NULL,
  delivered_on date NOT NULL,
  line bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,      -- REJECTED, CONFLICT or PARKED
  reason text COLLATE "C" NOT NULL,
  raw text COLLATE "C" NOT NULL,
  subscriber text COLLATE "C",         -- absent from here on where the line could not be decoded
  identity text COLLATE "C",
  session text COLLATE "C",
  started_at timestamptz,
  ended_at timestamptz,
  bytes_up bigint,
  bytes_down bigint
);
CREATE INDEX kept_line_place ON kept_line (kind, delivery_id, line);
CREATE INDEX kept_line_parked ON kept_line (subscriber) WHERE kind = 'PARKED';

-- A parked line that found its way since.
CREATE TABLE unparked (
  delivery_id bigint NOT NULL,
  line bigint NOT NULL,
  outcome text COLLATE "C" NOT NULL,   -- STORED, DUPLICATE, CONFLICT or REJECTED
  PRIMARY KEY (delivery_id, line)
);

-- The books. Nothing here is ever updated or deleted. Large tables are partitioned by month; the program makes the
-- months that it needs.

CREATE TABLE batch (
  id bigint PRIMARY KEY,
  booked_day date NOT NULL,
  made_at timestamptz NOT NULL,
  cause text COLLATE "C" NOT NULL,
  delivery_id bigint
);
CREATE INDEX batch_booked ON batch (booked_day, id);

CREATE TABLE batch_account (
  batch_id bigint NOT NULL,
  account_id bigint NOT NULL,
  PRIMARY KEY (account_id, batch_id)
);

CREATE TABLE cell (
  usage_day date NOT NULL,
  batch_id bigint NOT NULL,
  row_count bigint NOT NULL,
  PRIMARY KEY (usage_day, batch_id)
);

CREATE TABLE cell_row (
  usage_day date NOT NULL,
  sim bigint NOT NULL,
  sid bigint NOT NULL,
  batch_id bigint NOT NULL,
  booked_day date NOT NULL,
  records integer NOT NULL,
  bytes_up bigint NOT NULL,
  bytes_down bigint NOT NULL,
  subscription bigint NOT NULL,        -- 0: no span covers the day any more
  rating bigint NOT NULL               -- 0 exactly where subscription is
) PARTITION BY RANGE (usage_day);
-- In the order of a slice; also finds a SIM's days and a session day.
CREATE INDEX cell_row_slice ON cell_row (usage_day, sim, sid, batch_id);

-- Every identity there ever was, across all months: the unique key that refuses a second one. Says where its record is.
CREATE TABLE identity (
  feed text COLLATE "C" NOT NULL,
  identity text COLLATE "C" NOT NULL,
  version smallint NOT NULL,
  usage_day date NOT NULL,
  sim bigint NOT NULL,
  sid bigint NOT NULL,
  PRIMARY KEY (feed, identity, version)
);

CREATE TABLE record (
  feed text COLLATE "C" NOT NULL,
  identity text COLLATE "C" NOT NULL,
  version smallint NOT NULL,
  batch_id bigint NOT NULL,
  delivery_id bigint NOT NULL,
  line bigint NOT NULL,
  subscriber text COLLATE "C" NOT NULL,
  session text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  bytes_up bigint NOT NULL,            -- as the line states them
  bytes_down bigint NOT NULL,
  usage_day date NOT NULL,
  sim bigint NOT NULL,
  sid bigint NOT NULL,
  added_up bigint NOT NULL,            -- what it adds to its session day
  added_down bigint NOT NULL,
  withdrawn boolean NOT NULL           -- takes the record back: the identity is free again
) PARTITION BY RANGE (usage_day);
CREATE INDEX record_session_day ON record (usage_day, sim, sid);

-- Sessions of several records as far as they are known; can be recomputed from their records.
CREATE TABLE session (
  feed text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  sid bigint NOT NULL,
  start_day date NOT NULL,
  last_end timestamptz NOT NULL,
  bytes_up bigint NOT NULL,
  bytes_down bigint NOT NULL,
  PRIMARY KEY (feed, key)
) WITH (fillfactor = 80);

CREATE TABLE rating (
  id bigint PRIMARY KEY,
  operator text COLLATE "C" NOT NULL,
  profile text COLLATE "C" NOT NULL,
  reseller bigint NOT NULL
);

-- A conversion is the version of a rate, or 0: the list's amount, -1: the buyer's charge,
-- -2: no rate is known, -3: not kept.
CREATE TABLE rating_tier (
  rating_id bigint NOT NULL,
  tier smallint NOT NULL,              -- from 0, the operator's sale
  seller bigint,                       -- absent: the operator
  buyer bigint,                        -- absent: the account
  reason text COLLATE "C",             -- why unrated; absent: rated
  price_version bigint,
  list_version bigint,
  charge bigint,
  revenue bigint,
  euro bigint,
  PRIMARY KEY (rating_id, tier)
);

CREATE TABLE entry (
  batch_id bigint NOT NULL,
  booked_day date NOT NULL,
  kind text COLLATE "C" NOT NULL,      -- CHARGE or REVERSAL
  operator text COLLATE "C" NOT NULL,
  seller bigint,                       -- absent: the operator
  buyer bigint,                        -- absent: the account
  subscription bigint NOT NULL,
  usage_day date NOT NULL,
  price_version bigint NOT NULL,
  list_version bigint NOT NULL,        -- says the currency of amount
  rate_version bigint NOT NULL,        -- 0: none was needed
  revenue_rate_version bigint NOT NULL,
  session_days bigint NOT NULL,
  bytes bigint NOT NULL,
  amount numeric(38, 9) NOT NULL,
  charge numeric(38, 9) NOT NULL,
  revenue numeric(38, 9)
) PARTITION BY RANGE (booked_day);
CREATE INDEX entry_buyer ON entry (buyer, booked_day);
CREATE INDEX entry_seller ON entry (seller, booked_day);
