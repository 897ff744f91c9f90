/**
 * Requests that must all be refused, made from the descriptions the processes give of themselves. Knows addresses and keys,
 * and nothing of how a region is started.
 */
@NullMarked
package io.firebreak.chaos.attack;

import org.jspecify.annotations.NullMarked;
