package io.firebreak.chaos.attack;

import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;

/**
 * Whether two requests can be told apart by the time their answers take: each is sent in turn, in an order drawn anew for
 * each pair, over one connection, so that whatever else the machine does falls on both alike.
 */
public final class TimingProbe {
    /** Several times what two equal requests differ by on a busy machine, and some 100 microseconds. */
    public static final double NOISE = 0.10;

    private static final int PAIRS = 400;
    private static final int WARM_UP = 100;

    private final NanoClock clock;

    public TimingProbe(NanoClock clock) {
        this.clock = clock;
    }

    /** In microseconds. */
    public record Medians(double first, double second) {
        /** By how much of the smaller one they differ. */
        public double apart() {
            return Math.abs(first - second) / Math.min(first, second);
        }
    }

    public Medians compare(URI server, String key, String first, String second) throws IOException {
        Random random = new Random(1);
        long[] ofFirst = new long[PAIRS];
        long[] ofSecond = new long[PAIRS];
        try (RawConnection connection = new RawConnection(server)) {
            byte[] one = request(server, key, first);
            byte[] other = request(server, key, second);
            for (int i = -WARM_UP; i < PAIRS; i++) {
                boolean turned = random.nextBoolean();
                long a = time(connection, turned ? other : one);
                long b = time(connection, turned ? one : other);
                if (i >= 0) {
                    ofFirst[i] = turned ? b : a;
                    ofSecond[i] = turned ? a : b;
                }
            }
        }
        return new Medians(medianMicros(ofFirst), medianMicros(ofSecond));
    }

    private static byte[] request(URI server, String key, String target) {
        return Attack.of("timing", server, "GET", target)
                .key(key)
                .must(Attack.NOT_THERE)
                .bytes();
    }

    private long time(RawConnection connection, byte[] request) throws IOException {
        long begin = clock.nanos();
        RawAnswer answer = connection.exchange(request, false);
        long nanos = clock.nanos() - begin;
        if (!Attack.NOT_THERE.is(answer)) {
            throw new AssertionError("expected 404, got " + answer.status() + " " + answer.body());
        }
        return nanos;
    }

    private static double medianMicros(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1_000.0;
    }
}
