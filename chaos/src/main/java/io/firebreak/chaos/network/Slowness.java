package io.firebreak.chaos.network;

import java.time.Duration;

/**
 * How slow a link is, in each of its directions.
 *
 * @param latency what each byte is late one way, so that an answer is late by twice as much
 * @param jitter how much more or less than that it may be, at most the latency itself
 * @param bytesPerSecond what passes one way on each wire of the link, all its connections together; 0 for as much as comes
 */
public record Slowness(Duration latency, Duration jitter, long bytesPerSecond) {
    /** What a wire does that is as slow as this. */
    public Toxics toxics() {
        Toxics.Stream stream = new Toxics.Stream(latency.toMillis(), jitter.toMillis(), bytesPerSecond, false);
        return new Toxics(Toxics.Connections.PASS, 0, stream, stream);
    }
}
