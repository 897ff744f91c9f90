/**
 * Turns requests away before they cost a cell anything: of a tenant that sends more than its rate, and of all when a cell sheds.
 * It is early and rough: each router counts by itself, and what holds is what the cells say (a tenant's rate/k in each of k cells; their own
 * queues, which are fair).
 */
@NullMarked
package io.firebreak.router.shedding;

import org.jspecify.annotations.NullMarked;
