/**
 * {@code bench overload}: what a small region still does when it is offered more than it can. It knows the region by its
 * router's API, its processes' ids and their metrics.
 */
@NullMarked
package io.firebreak.chaos.bench.overload;

import org.jspecify.annotations.NullMarked;
