/** Shuffle sharding: k of n cells per tenant, so that few tenants share a whole shard. */
@NullMarked
package io.firebreak.assigner.shuffle;

import org.jspecify.annotations.NullMarked;
