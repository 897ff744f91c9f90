/** Calls that the processes of a region take from its operator's programs, on this machine and for who has a token. */
@NullMarked
package io.firebreak.chaos.management;

import org.jspecify.annotations.NullMarked;
