package daybook.report;

/**
 * Of which entries the session days are to be shown.
 *
 * @param entries of one usage day
 */
public record PartQuery(EntryQuery entries, EntryFilter only) {}
