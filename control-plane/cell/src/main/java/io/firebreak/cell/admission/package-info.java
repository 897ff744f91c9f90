/**
 * Who of the callers is served next when not all can be at once, and who is turned away: a limit that learns, and fair queues. Knows the shape of a call and its tenant, not what it does.
 */
@NullMarked
package io.firebreak.cell.admission;

import org.jspecify.annotations.NullMarked;
