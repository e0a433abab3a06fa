-- What corrects the books, explains them, and says how complete they are. Older programs would book beside withdrawals, so
-- this script raises the floor.
INSERT INTO schema_floor VALUES (2);

-- A line whose outcome was decided again: a parked one that found its way, one that a withdrawal made count.
CREATE TABLE redecided (
  delivery_id bigint NOT NULL,
  line bigint NOT NULL,
  number smallint NOT NULL,            -- from 1, in the order of the decisions
  was text COLLATE "C" NOT NULL,       -- STORED, DUPLICATE, CONFLICT, REJECTED or PARKED
  now text COLLATE "C" NOT NULL,
  PRIMARY KEY (delivery_id, line, number)
);
INSERT INTO redecided SELECT delivery_id, line, 1, 'PARKED', outcome FROM unparked;
DROP TABLE unparked;

-- Which decision a kept line follows from; 0: the first.
ALTER TABLE kept_line ADD COLUMN number smallint NOT NULL DEFAULT 0;
CREATE INDEX kept_line_identity ON kept_line (feed, identity) WHERE kind = 'CONFLICT';
CREATE INDEX kept_line_session ON kept_line (feed, subscriber, session) WHERE kind = 'REJECTED' AND subscriber IS NOT NULL;

-- Lines that said again what a record in force says.
CREATE TABLE duplicate_line (
  delivery_id bigint NOT NULL,
  line bigint NOT NULL,
  feed text COLLATE "C" NOT NULL,
  identity text COLLATE "C" NOT NULL,
  version smallint NOT NULL            -- the record's
);
CREATE INDEX duplicate_line_identity ON duplicate_line (feed, identity);

-- Deliveries that were taken back. What they said does not count any more.
CREATE TABLE withdrawal (
  delivery_id bigint PRIMARY KEY,
  withdrawn_at timestamptz NOT NULL,
  booked_day date NOT NULL,            -- on which what it had booked left the books
  why text COLLATE "C" NOT NULL,
  replaced_by bigint                   -- the delivery that corrects it; absent: none does
);

-- Every line of every delivery as it was written, compressed, some hundred kilobytes in a part.
CREATE TABLE delivery_part (
  delivery_id bigint NOT NULL,
  part integer NOT NULL,               -- from 0
  first_line bigint NOT NULL,
  last_line bigint NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (delivery_id, part)
);
ALTER TABLE delivery_part ALTER COLUMN bytes SET STORAGE EXTERNAL;  -- compressed already

-- Files of the feeds' places that need not be fetched again.
CREATE TABLE fetched (
  feed text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  size bigint NOT NULL,                -- -1: the place does not say
  mark text COLLATE "C" NOT NULL,      -- tells a changed file from the same one
  fetched_at timestamptz NOT NULL,
  outcome text COLLATE "C" NOT NULL    -- TAKEN or REFUSED
);
CREATE INDEX fetched_file ON fetched (feed, name);

-- What a look into a feed's place came to.
CREATE TABLE sync_run (
  id bigint PRIMARY KEY,
  feed text COLLATE "C" NOT NULL,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  listed bigint NOT NULL,
  taken bigint NOT NULL,
  refused bigint NOT NULL,
  trouble text COLLATE "C"             -- why it ended early or refused a file
);
CREATE INDEX sync_run_feed ON sync_run (feed, id);
