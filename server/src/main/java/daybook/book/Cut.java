package daybook.book;

/**
 * A point in the books to read at: everything through this batch and nothing after. All reads of
 * one answer share a cut, so that none sees half a booking. An {@code as_of} day is a cut too,
 * because from the opening on booked days never decrease.
 *
 * @param throughBatch the last batch that is seen; 0: none
 */
public record Cut(long throughBatch) {}
