-- One process writes, and it knows what is stored: a unique key of all identities there ever were would say the
-- same, for a quarter of the time of every delivery and half of the file.

CREATE TABLE unkeyed_record (
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
  withdrawn BOOLEAN NOT NULL          -- takes the record back: the identity is free again
);
INSERT INTO unkeyed_record SELECT * FROM record;
DROP TABLE record;
ALTER TABLE unkeyed_record RENAME TO record;
