-- The embedded store. One process writes, so numbers come from counters that are written in the same
-- transaction as what they number. Moments are UTC; days are days of the book's zone.

CREATE TABLE counter (
  name VARCHAR PRIMARY KEY,
  value BIGINT NOT NULL               -- the last number given out
);

CREATE TABLE setting (
  name VARCHAR PRIMARY KEY,
  value VARCHAR NOT NULL
);

CREATE TABLE token (
  id BIGINT PRIMARY KEY,
  manager_id BIGINT NOT NULL,
  digest VARCHAR NOT NULL UNIQUE,     -- SHA-256 of the token, hexadecimal
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP,
  revoked_at TIMESTAMP
);

-- The registry: a change closes one version of a row and opens another. Nothing else is updated.

CREATE TABLE reseller (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  id BIGINT NOT NULL, parent_id BIGINT, name VARCHAR NOT NULL, currency VARCHAR NOT NULL
);

CREATE TABLE account (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  id BIGINT NOT NULL, reseller_id BIGINT NOT NULL, name VARCHAR NOT NULL
);

CREATE TABLE subscription (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  id BIGINT NOT NULL, account_id BIGINT NOT NULL, name VARCHAR NOT NULL
);

CREATE TABLE sim (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  id BIGINT NOT NULL, iccid VARCHAR NOT NULL, original_number VARCHAR NOT NULL,
  operator_key VARCHAR NOT NULL, operator VARCHAR, name VARCHAR
);

CREATE TABLE sim_span (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  sim_id BIGINT NOT NULL, from_day DATE, to_day DATE,
  subscription_id BIGINT NOT NULL, profile VARCHAR NOT NULL
);

CREATE TABLE sim_group (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  id BIGINT NOT NULL, reseller_id BIGINT NOT NULL, name VARCHAR NOT NULL
);

CREATE TABLE sim_group_member (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  group_id BIGINT NOT NULL, sim_id BIGINT NOT NULL
);

CREATE TABLE manager (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  id BIGINT NOT NULL, reseller_id BIGINT NOT NULL, account_id BIGINT,
  name VARCHAR NOT NULL, email VARCHAR NOT NULL, role VARCHAR NOT NULL, active BOOLEAN NOT NULL
);

CREATE TABLE price_list (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  id BIGINT NOT NULL, seller VARCHAR NOT NULL, buyers VARCHAR NOT NULL,
  currency VARCHAR NOT NULL, effective_from DATE NOT NULL
);

CREATE TABLE price (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  price_list_id BIGINT NOT NULL, operator VARCHAR, profile VARCHAR,
  unit VARCHAR NOT NULL, increment_bytes BIGINT NOT NULL, price DECIMAL(38, 18) NOT NULL
);

CREATE TABLE fx_rate (
  version BIGINT NOT NULL, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
  day DATE NOT NULL, from_currency VARCHAR NOT NULL, to_currency VARCHAR NOT NULL,
  rate DECIMAL(38, 18) NOT NULL
);

-- Deliveries and what became of their lines.

CREATE TABLE delivery (
  id BIGINT PRIMARY KEY,
  feed VARCHAR NOT NULL,
  sequence BIGINT NOT NULL,
  name VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  size BIGINT NOT NULL,
  arrived_at TIMESTAMP NOT NULL,
  booked_day DATE NOT NULL,
  read BIGINT NOT NULL,
  stored BIGINT NOT NULL,
  duplicate BIGINT NOT NULL,
  conflict BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  parked BIGINT NOT NULL,
  unended_line BIGINT NOT NULL,       -- the last line's number if it has no end, else 0
  UNIQUE (feed, sha256)
);

CREATE TABLE kept_line (
  delivery_id BIGINT NOT NULL,
  feed VARCHAR NOT NULL,
  file VARCHAR NOT NULL,
  delivered_on DATE NOT NULL,
  line BIGINT NOT NULL,
  kind VARCHAR NOT NULL,              -- REJECTED, CONFLICT or PARKED
  reason VARCHAR NOT NULL,
  raw VARCHAR NOT NULL,
  subscriber VARCHAR,                 -- absent from here on where the line could not be decoded
  identity VARCHAR,
  session VARCHAR,
  started_at TIMESTAMP,
  ended_at TIMESTAMP,
  bytes_up BIGINT,
  bytes_down BIGINT
);

-- A parked line that found its way since.
CREATE TABLE unparked (
  delivery_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  outcome VARCHAR NOT NULL,           -- STORED, DUPLICATE, CONFLICT or REJECTED
  PRIMARY KEY (delivery_id, line)
);

-- The books. Nothing here is ever updated or deleted.

CREATE TABLE batch (
  id BIGINT PRIMARY KEY,
  booked_day DATE NOT NULL,
  made_at TIMESTAMP NOT NULL,
  cause VARCHAR NOT NULL,
  delivery_id BIGINT
);

CREATE TABLE batch_account (
  batch_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL
);

CREATE TABLE cell (
  usage_day DATE NOT NULL,
  batch_id BIGINT NOT NULL,
  row_count BIGINT NOT NULL
);

CREATE TABLE cell_row (
  usage_day DATE NOT NULL,
  sim BIGINT NOT NULL,
  sid BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  booked_day DATE NOT NULL,
  records INTEGER NOT NULL,
  bytes_up BIGINT NOT NULL,
  bytes_down BIGINT NOT NULL,
  subscription BIGINT NOT NULL,       -- 0: no span covers the day any more
  rating BIGINT NOT NULL              -- 0 exactly where subscription is
);

CREATE TABLE record (
  feed VARCHAR NOT NULL,
  identity VARCHAR NOT NULL,
  version SMALLINT NOT NULL,
  batch_id BIGINT NOT NULL,
  delivery_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  subscriber VARCHAR NOT NULL,
  session VARCHAR NOT NULL,
  started_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP NOT NULL,
  bytes_up BIGINT NOT NULL,           -- as the line states them
  bytes_down BIGINT NOT NULL,
  usage_day DATE NOT NULL,
  sim BIGINT NOT NULL,
  sid BIGINT NOT NULL,
  added_up BIGINT NOT NULL,           -- what it adds to its session day
  added_down BIGINT NOT NULL,
  withdrawn BOOLEAN NOT NULL,         -- takes the record back: the identity is free again
  PRIMARY KEY (feed, identity, version)
);

-- Sessions of several records as far as they are known; can be recomputed from their records.
CREATE TABLE session (
  feed VARCHAR NOT NULL,
  key VARCHAR NOT NULL,
  sid BIGINT NOT NULL,
  start_day DATE NOT NULL,
  last_end TIMESTAMP NOT NULL,
  bytes_up BIGINT NOT NULL,
  bytes_down BIGINT NOT NULL,
  PRIMARY KEY (feed, key)
);

CREATE TABLE rating (
  id BIGINT PRIMARY KEY,
  operator VARCHAR NOT NULL,
  profile VARCHAR NOT NULL,
  reseller BIGINT NOT NULL
);

-- A conversion is the version of a rate, or 0: the list's amount, -1: the buyer's charge,
-- -2: no rate is known, -3: not kept.
CREATE TABLE rating_tier (
  rating_id BIGINT NOT NULL,
  tier SMALLINT NOT NULL,             -- from 0, the operator's sale
  seller BIGINT,                      -- absent: the operator
  buyer BIGINT,                       -- absent: the account
  reason VARCHAR,                     -- why unrated; absent: rated
  price_version BIGINT,
  list_version BIGINT,
  charge BIGINT,
  revenue BIGINT,
  euro BIGINT,
  PRIMARY KEY (rating_id, tier)
);

CREATE TABLE entry (
  batch_id BIGINT NOT NULL,
  booked_day DATE NOT NULL,
  kind VARCHAR NOT NULL,              -- CHARGE or REVERSAL
  operator VARCHAR NOT NULL,
  seller BIGINT,                      -- absent: the operator
  buyer BIGINT,                       -- absent: the account
  subscription BIGINT NOT NULL,
  usage_day DATE NOT NULL,
  price_version BIGINT NOT NULL,
  list_version BIGINT NOT NULL,       -- says the currency of amount
  rate_version BIGINT NOT NULL,       -- 0: none was needed
  revenue_rate_version BIGINT NOT NULL,
  session_days BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  amount DECIMAL(38, 9) NOT NULL,
  charge DECIMAL(38, 9) NOT NULL,
  revenue DECIMAL(38, 9)
);
