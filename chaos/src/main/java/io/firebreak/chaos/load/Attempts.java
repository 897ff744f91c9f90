package io.firebreak.chaos.load;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Tries a request like an AWS SDK in its standard mode: at most three attempts, between them a pause drawn evenly from
 * zero to a bound that starts at 100 ms, doubles, and ends at 1 s ("full jitter"). Tried again is what may go better next
 * time: no connection, a time-out, 429 and 5xx; a refusal for want of capacity is not.
 */
public final class Attempts {
    /** Tries of one intent. */
    public static final int MOST = 3;

    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration CAP = Duration.ofSeconds(1);

    /** The last reply and how many there were. */
    record Tried(Reply last, int attempts) {}

    private final Transport transport;
    private final NanoClock clock;
    private final RandomGenerator chance;

    /** @param chance is drawn from by many threads */
    Attempts(Transport transport, NanoClock clock, RandomGenerator chance) {
        this.transport = transport;
        this.clock = clock;
        this.chance = chance;
    }

    Tried of(ApiRequest request) {
        Reply reply = transport.send(request);
        int attempts = 1;
        while (attempts < MOST
                && isWorthRetrying(reply)
                && !Thread.currentThread().isInterrupted()) {
            clock.waitUntil(clock.nanos() + pauseNanos(attempts));
            reply = transport.send(request);
            attempts++;
        }
        return new Tried(reply, attempts);
    }

    private long pauseNanos(int attemptsMade) {
        long bound = Math.min(CAP.toNanos(), BASE.toNanos() << (attemptsMade - 1));
        return (long) (chance.nextDouble() * bound);
    }

    private static boolean isWorthRetrying(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> answer.isWorthRetrying();
            case Reply.TimedOut _, Reply.Broken _ -> true;
        };
    }
}
