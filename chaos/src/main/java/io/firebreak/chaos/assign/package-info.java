/**
 * The {@code assign} command: shards for tenants, without a region. The methods are the shard assigner's; here are
 * options, files, the document and the figures beside it.
 */
@NullMarked
package io.firebreak.chaos.assign;

import org.jspecify.annotations.NullMarked;
