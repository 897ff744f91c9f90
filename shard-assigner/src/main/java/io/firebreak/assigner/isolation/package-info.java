/**
 * Rules that put single tenants apart: pinned shards, dedicated cells, tenants that must never share a full shard. They are
 * applied around any method of assignment or around a search, and checked against the lattice before anybody is assigned.
 */
@NullMarked
package io.firebreak.assigner.isolation;

import org.jspecify.annotations.NullMarked;
