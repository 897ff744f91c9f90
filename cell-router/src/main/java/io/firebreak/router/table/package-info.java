/**
 * Gets the routing table from the directory, keeps the last good one in memory and on disk. Knows nothing of requests:
 * no request of a tenant ever waits for what is done here.
 */
@NullMarked
package io.firebreak.router.table;

import org.jspecify.annotations.NullMarked;
