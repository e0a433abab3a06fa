/**
 * Owns the pipeline: validate, identify, resolve the SIM, charge, close the equation, in one
 * booking. Holds no SQL and no format.
 */
@NullMarked
package daybook.intake;

import org.jspecify.annotations.NullMarked;
