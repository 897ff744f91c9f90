/**
 * Shards found by search under bounds on overlap and capacity, for what no formula gives: assignments that stay, shards of
 * mixed sizes, weights, zones. It knows nothing of where its answers are kept.
 */
@NullMarked
package io.firebreak.assigner.search;

import org.jspecify.annotations.NullMarked;
