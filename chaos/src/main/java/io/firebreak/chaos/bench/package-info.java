/** The {@code bench} command: figures measured on this machine, beside those of a peer in the same run. */
@NullMarked
package io.firebreak.chaos.bench;

import org.jspecify.annotations.NullMarked;
