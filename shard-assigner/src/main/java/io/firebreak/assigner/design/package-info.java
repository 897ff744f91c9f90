/**
 * Shards with a guaranteed greatest overlap, by combinatorial designs: from the index of a shard to its cells in O(k),
 * without search or state. Knows cells only where {@link io.firebreak.assigner.design.ShardDesign} maps points to them.
 */
@NullMarked
package io.firebreak.assigner.design;

import org.jspecify.annotations.NullMarked;
