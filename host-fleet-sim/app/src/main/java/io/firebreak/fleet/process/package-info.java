/** The process around the fleet: its settings, its wiring and its metrics. Time and chance enter here, and only here. */
@NullMarked
package io.firebreak.fleet.process;

import org.jspecify.annotations.NullMarked;
