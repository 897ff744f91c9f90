/**
 * Where a request may go: keys, ids, the routing table, the order of cells, and what may be tried again where. Pure:
 * knows nothing of HTTP clients, Spring, time or chance.
 */
@NullMarked
package io.firebreak.router.routing;

import org.jspecify.annotations.NullMarked;
