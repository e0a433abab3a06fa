-- Words that the statements use which the engines share.

-- A moment from microseconds since the epoch; epoch_us() is its inverse.
CREATE MACRO from_epoch_us(us) AS make_timestamp(CAST(us AS BIGINT));
