package io.firebreak.chaos.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * What is wrong with a wire. The words toxic, upstream and downstream, latency and jitter are those of Toxiproxy
 * (github.com/Shopify/toxiproxy); {@code docs/adr/0022} sets its toxics beside these.
 *
 * @param connections what becomes of connections as a whole
 * @param resetShare of the connections that stand, and of each that comes, the share that is reset; of {@code reset} only
 * @param upstream from who connected to who listens
 * @param downstream the other way
 */
public record Toxics(Connections connections, double resetShare, Stream upstream, Stream downstream) {
    /** Nothing is wrong. */
    public static final Toxics NONE = new Toxics(Connections.PASS, 0, Stream.CLEAR, Stream.CLEAR);

    public Toxics {
        boolean resets = connections == Connections.RESET;
        if (!(resets ? resetShare > 0 && resetShare <= 1 : resetShare == 0)) {
            throw new IllegalArgumentException(
                    "resetShare is %s: above 0 and at most 1 with reset, 0 without".formatted(resetShare));
        }
    }

    /** What becomes of connections as a whole. */
    public enum Connections {
        PASS,
        REFUSE,
        RESET,
        HALF_OPEN;

        @JsonCreator
        static Connections of(String label) {
            return Arrays.stream(values())
                    .filter(one -> one.toString().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "connections is '%s': pass, refuse, reset or half-open are accepted".formatted(label)));
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What becomes of the bytes of one direction.
     *
     * @param latencyMillis how late each of them is
     * @param jitterMillis how much more or less than that, evenly drawn; at most the latency
     * @param bytesPerSecond how many pass, all connections of the wire together; 0 for as many as come
     * @param blackHole whether none passes
     */
    public record Stream(long latencyMillis, long jitterMillis, long bytesPerSecond, boolean blackHole) {
        static final Stream CLEAR = new Stream(0, 0, 0, false);
        static final Stream BLACK_HOLE = new Stream(0, 0, 0, true);
        /** Longer than anybody waits. */
        private static final long LONGEST_MILLIS = 60_000;

        public Stream {
            if (latencyMillis < 0 || latencyMillis > LONGEST_MILLIS) {
                throw new IllegalArgumentException(
                        "latencyMillis is %d: it must be 0 to %d".formatted(latencyMillis, LONGEST_MILLIS));
            }
            if (jitterMillis < 0 || jitterMillis > latencyMillis) {
                throw new IllegalArgumentException(
                        "jitterMillis is %d: it must be 0 to the latency".formatted(jitterMillis));
            }
            if (bytesPerSecond < 0) {
                throw new IllegalArgumentException("bytesPerSecond is %d: 0 or more".formatted(bytesPerSecond));
            }
        }
    }

    public static Toxics blackHole() {
        return new Toxics(Connections.PASS, 0, Stream.BLACK_HOLE, Stream.BLACK_HOLE);
    }

    public static Toxics refuse() {
        return new Toxics(Connections.REFUSE, 0, Stream.CLEAR, Stream.CLEAR);
    }

    public static Toxics halfOpen() {
        return new Toxics(Connections.HALF_OPEN, 0, Stream.CLEAR, Stream.CLEAR);
    }

    /** Connections are reset, this share of them: above 0, at most 1. */
    public static Toxics reset(double share) {
        return new Toxics(Connections.RESET, share, Stream.CLEAR, Stream.CLEAR);
    }

    /** Whether the first packets of a connection would get there and back. */
    boolean passesBothWays() {
        return !upstream.blackHole() && !downstream.blackHole();
    }
}
