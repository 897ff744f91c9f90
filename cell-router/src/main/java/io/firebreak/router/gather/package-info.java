/**
 * Lists: asks all cells of a shard at once and merges their pages. Everything but {@link
 * io.firebreak.router.gather.ListGatherer} is pure.
 */
@NullMarked
package io.firebreak.router.gather;

import org.jspecify.annotations.NullMarked;
