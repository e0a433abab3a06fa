package daybook.report;

import daybook.party.Directory;
import daybook.party.Scope;

/**
 * A usage query as it is answered: what is selected, for whom, and what its rows are told with.
 *
 * @param shown the directory whose names are shown
 */
record Asked(Selection selection, Scope scope, Directory shown, OwnTier own) {}
