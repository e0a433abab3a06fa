/**
 * Owns the plain files of the registry: reads them, names every bad line, and brings a file in
 * whole or not at all.
 */
@NullMarked
package daybook.inventory;

import org.jspecify.annotations.NullMarked;
