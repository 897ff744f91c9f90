/**
 * Shards found by search under bounds on overlap and capacity, for what no formula gives: assignments that stay, shards of
 * mixed sizes, weights, zones. Of designs it knows where they leave room for those who come later. It knows nothing of where
 * its answers are kept.
 */
@NullMarked
package io.firebreak.assigner.search;

import org.jspecify.annotations.NullMarked;
