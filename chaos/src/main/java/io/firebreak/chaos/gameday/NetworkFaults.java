package io.firebreak.chaos.gameday;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.network.Cut;
import io.firebreak.chaos.network.Link;
import io.firebreak.chaos.network.Slowness;
import java.time.Duration;

/** Reads what is wrong with a link. */
final class NetworkFaults {
    private static final String WITH = "with";
    /** Ten times what a tenant waits for. */
    private static final Duration LONGEST_LATENCY = Duration.ofSeconds(10);

    private static final Duration SHORTEST_LATENCY = Duration.ofMillis(1);

    private NetworkFaults() {}

    /** The whole of it may be left out: then the cell's nodes are in a black hole. */
    static Fault cut(Target<CellId> cell, Section step) {
        if (!step.has(WITH)) {
            return new Fault.CutNetwork(cell, Link.ROUTERS, Cut.BLACK_HOLE);
        }
        Section with = step.section(WITH, "link", "effect");
        Cut effect = with.has("effect") ? with.read("effect", Cut.BLACK_HOLE, Cut.accepted(), Cut::of) : Cut.BLACK_HOLE;
        return new Fault.CutNetwork(cell, link(with), effect);
    }

    static Fault slow(Target<CellId> cell, Section step) {
        Section with = step.section(WITH, "link", "latency", "jitter", "rate");
        Duration latency = duration(with, "latency", SHORTEST_LATENCY);
        Duration jitter = duration(with, "jitter", Duration.ZERO);
        long rate = with.has("rate")
                ? with.read(
                        "rate", 0L, "bytes per second of 1KB/s to 1000MB/s, such as 64KB/s", Notation::bytesPerSecond)
                : 0;
        if (with.isSound() && latency.isZero() && rate == 0) {
            step.reject(WITH, "neither late nor slow", "a latency, a rate, or both");
        } else if (with.isSound() && jitter.compareTo(latency) > 0) {
            with.reject("jitter", "'%s'".formatted(Notation.show(jitter)), "at most the latency");
        }
        return new Fault.SlowNetwork(cell, link(with), new Slowness(latency, jitter, rate));
    }

    private static Duration duration(Section with, String key, Duration least) {
        return with.has(key) ? with.duration(key, least, LONGEST_LATENCY) : Duration.ZERO;
    }

    private static Link link(Section with) {
        return with.has("link") ? with.read("link", Link.ROUTERS, Link.accepted(), Link::of) : Link.ROUTERS;
    }
}
