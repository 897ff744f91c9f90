/**
 * The tenants: their shards, epochs, the hashes of their keys, and which cell has confirmed which of it. Knows nothing of
 * how credentials travel to cells or how the table reaches routers.
 */
@NullMarked
package io.firebreak.directory.tenants;

import org.jspecify.annotations.NullMarked;
