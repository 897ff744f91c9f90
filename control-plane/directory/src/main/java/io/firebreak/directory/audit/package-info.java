/**
 * The append-only record of what operators changed: that a call began is recorded before it does anything, and how it ended
 * after. Knows no call.
 */
@NullMarked
package io.firebreak.directory.audit;

import org.jspecify.annotations.NullMarked;
