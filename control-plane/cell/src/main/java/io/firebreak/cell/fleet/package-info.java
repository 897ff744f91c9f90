/**
 * The cell's side of the fleet API: the port to its hosts, and the queue that sends commands. Knows nothing of tenants, tokens or the database.
 */
@NullMarked
package io.firebreak.cell.fleet;

import org.jspecify.annotations.NullMarked;
