/**
 * Owns who exists and who may see what: the tree, SIMs by day, groups, managers and their tokens.
 * Holds no usage.
 */
@NullMarked
package daybook.party;

import org.jspecify.annotations.NullMarked;
