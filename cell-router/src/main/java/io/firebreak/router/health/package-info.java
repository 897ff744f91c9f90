/**
 * What the router believes about cells and nodes: circuit breakers, calls in flight, the retry budget. Knows nothing of
 * HTTP or of the table's origin.
 */
@NullMarked
package io.firebreak.router.health;

import org.jspecify.annotations.NullMarked;
