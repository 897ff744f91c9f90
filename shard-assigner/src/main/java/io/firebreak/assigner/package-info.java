/**
 * Tenant to shard: which cells serve a tenant, and the arithmetic of blast radius. Plain Java, no dependencies; knows
 * nothing of HTTP, storage or Spring.
 */
@NullMarked
package io.firebreak.assigner;

import org.jspecify.annotations.NullMarked;
