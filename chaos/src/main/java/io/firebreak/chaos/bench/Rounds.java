package io.firebreak.chaos.bench;

import java.time.Duration;

/**
 * How often and how long processes are loaded.
 *
 * @param warmUp of load before the first round
 */
public record Rounds(int count, Duration length, Duration warmUp) {}
