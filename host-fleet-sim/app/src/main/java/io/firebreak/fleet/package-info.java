/** The simulated Nitro hosts of one cell, as a process of its own. Start reading at {@link io.firebreak.fleet.sim.Fleet}. */
@NullMarked
package io.firebreak.fleet;

import org.jspecify.annotations.NullMarked;
