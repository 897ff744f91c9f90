/**
 * Tries to break the promises of {@code docs/specification.md} on a real region of real processes, with SIGKILL and
 * SIGSTOP, and holds what clients were told against what databases and hosts have in the end.
 */
@NullMarked
package io.firebreak.chaos.promise;

import org.jspecify.annotations.NullMarked;
