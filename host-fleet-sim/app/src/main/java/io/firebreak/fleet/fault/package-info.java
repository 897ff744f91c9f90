/** Ways to break the fleet on purpose, on the management port, and only with {@code firebreak.chaos.enabled}. */
@NullMarked
package io.firebreak.fleet.fault;

import org.jspecify.annotations.NullMarked;
