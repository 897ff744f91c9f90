/**
 * A TCP proxy that does to connections what networks do: delays them, slows them down, loses them, and says nothing. It passes
 * bytes and does not read them, and knows neither regions nor game days.
 */
@NullMarked
package io.firebreak.chaos.network;

import org.jspecify.annotations.NullMarked;
