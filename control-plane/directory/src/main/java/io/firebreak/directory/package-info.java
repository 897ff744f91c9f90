/**
 * The directory owns cells, tenants, shards and epochs. No request of a tenant waits for it: cells hold a copy of their
 * tenants' credentials, routers a copy of the table.
 */
@NullMarked
package io.firebreak.directory;

import org.jspecify.annotations.NullMarked;
