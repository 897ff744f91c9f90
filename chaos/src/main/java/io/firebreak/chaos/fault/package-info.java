/**
 * Breaks a region on purpose, and puts it back: which processes and tenants a game day's faults hit, who is expected to
 * suffer, and the doing. Every fault is undone, whatever ends the day. It knows how load is held back, not how it is made.
 */
@NullMarked
package io.firebreak.chaos.fault;

import org.jspecify.annotations.NullMarked;
