/** A peer of the router in benchmarks. It knows nothing of Firebreak, and no process of a region has it. */
@NullMarked
package io.firebreak.chaos.gateway;

import org.jspecify.annotations.NullMarked;
