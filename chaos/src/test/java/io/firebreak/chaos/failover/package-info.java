/**
 * The packaged router before eight cells that are processes and live in memory, at rates that real cells do not reach on two
 * cores: they are killed, paused, slowed and turned gray, and count what reaches them.
 */
@NullMarked
package io.firebreak.chaos.failover;

import org.jspecify.annotations.NullMarked;
