/**
 * Turns requests of a tenant away before they cost a cell anything. It is early and rough: each router counts by itself, and
 * the limit that holds is the cells' (rate/k in each of k cells).
 */
@NullMarked
package io.firebreak.router.shedding;

import org.jspecify.annotations.NullMarked;
