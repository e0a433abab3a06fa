-- What corrects the books, explains them, and says how complete they are.

-- A line whose outcome was decided again: a parked one that found its way, one that a withdrawal made count.
CREATE TABLE redecided (
  delivery_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  number SMALLINT NOT NULL,           -- from 1, in the order of the decisions
  was VARCHAR NOT NULL,               -- STORED, DUPLICATE, CONFLICT, REJECTED or PARKED
  now VARCHAR NOT NULL,
  PRIMARY KEY (delivery_id, line, number)
);
INSERT INTO redecided SELECT delivery_id, line, 1, 'PARKED', outcome FROM unparked;
DROP TABLE unparked;

-- Which decision a kept line follows from; 0: the first.
ALTER TABLE kept_line ADD COLUMN number SMALLINT DEFAULT 0;

-- Every identity there ever was, under the name that it has where it is a table of its own.
CREATE VIEW identity AS SELECT feed, identity, version, usage_day, sim, sid FROM record;

-- Lines that said again what a record in force says.
CREATE TABLE duplicate_line (
  delivery_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  feed VARCHAR NOT NULL,
  identity VARCHAR NOT NULL,
  version SMALLINT NOT NULL           -- the record's
);

-- Deliveries that were taken back. What they said does not count any more.
CREATE TABLE withdrawal (
  delivery_id BIGINT PRIMARY KEY,
  withdrawn_at TIMESTAMP NOT NULL,
  booked_day DATE NOT NULL,           -- on which what it had booked left the books
  why VARCHAR NOT NULL,
  replaced_by BIGINT                  -- the delivery that corrects it; absent: none does
);

-- Every line of every delivery as it was written, compressed, some hundred kilobytes in a part.
CREATE TABLE delivery_part (
  delivery_id BIGINT NOT NULL,
  part INTEGER NOT NULL,              -- from 0
  first_line BIGINT NOT NULL,
  last_line BIGINT NOT NULL,
  bytes BLOB NOT NULL
);

-- Files of the feeds' places that need not be fetched again.
CREATE TABLE fetched (
  feed VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  size BIGINT NOT NULL,               -- -1: the place does not say
  mark VARCHAR NOT NULL,              -- tells a changed file from the same one
  fetched_at TIMESTAMP NOT NULL,
  outcome VARCHAR NOT NULL            -- TAKEN or REFUSED
);

-- What a look into a feed's place came to.
CREATE TABLE sync_run (
  id BIGINT PRIMARY KEY,
  feed VARCHAR NOT NULL,
  begun_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP NOT NULL,
  listed BIGINT NOT NULL,
  taken BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  trouble VARCHAR                     -- why it ended early or refused a file
);
