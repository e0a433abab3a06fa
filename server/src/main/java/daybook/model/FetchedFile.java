package daybook.model;

/**
 * A file of a feed's place as it was when it was taken in, so that it need not be read again.
 *
 * @param size in bytes; negative: the place does not say
 * @param mark tells a changed file from the same one, as its modification time or an ETag does;
 *     empty: the place does not say
 */
public record FetchedFile(String name, long size, String mark) {}
