/**
 * Explains placements: why an instance can or cannot go where. Tenants see counts, the operator sees hosts.
 */
@NullMarked
package io.firebreak.cell.explain;

import org.jspecify.annotations.NullMarked;
