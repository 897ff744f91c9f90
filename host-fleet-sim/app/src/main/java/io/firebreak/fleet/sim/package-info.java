/**
 * The fleet: all hosts of one cell, the clock by which their instances boot, and the log of changes from which a cell learns
 * what became of them.
 *
 * <p>Every change is in the journal before anyone hears of it. The package must not know Spring or HTTP.
 */
@NullMarked
package io.firebreak.fleet.sim;

import org.jspecify.annotations.NullMarked;
