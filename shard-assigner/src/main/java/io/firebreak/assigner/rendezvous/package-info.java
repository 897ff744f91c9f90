/** Rendezvous (highest random weight) hashing: one cell per tenant, and the order in which a launch visits a shard. */
@NullMarked
package io.firebreak.assigner.rendezvous;

import org.jspecify.annotations.NullMarked;
