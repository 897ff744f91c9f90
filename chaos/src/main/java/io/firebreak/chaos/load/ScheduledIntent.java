package io.firebreak.chaos.load;

import io.firebreak.chaos.measure.IntentKind;

/**
 * One line of the schedule.
 *
 * @param number from 0
 * @param dueNanos from the start of the load
 * @param tenant index into the schedule's tenants
 * @param instanceType what a launch asks for
 * @param dice 32 random bits for choices that depend on what the tenant holds by then
 */
record ScheduledIntent(long number, long dueNanos, int tenant, IntentKind kind, String instanceType, int dice) {}
