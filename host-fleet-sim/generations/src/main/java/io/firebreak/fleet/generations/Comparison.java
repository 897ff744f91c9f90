package io.firebreak.fleet.generations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Compares generations under the same work, neighbours and seed. Latencies are those of open arrivals; throughput and
 * processor share are those of a saturated guest, and of a host full of such guests.
 */
public final class Comparison {
    private static final double MEDIAN = 50;
    private static final double NANOS_PER_MICRO = 1_000;

    private final Generations all;
    private final Neighbours neighbours;
    private final long seed;
    private final long nanos;

    /**
     * @param all what to compare, on which host, under which work
     * @param neighbours what the measured guest's neighbours do
     * @param seed decides every request and burst
     * @param seconds simulated seconds of open arrivals; half as long the guest is saturated
     */
    public Comparison(Generations all, Neighbours neighbours, long seed, double seconds) {
        this.all = all;
        this.neighbours = neighbours;
        this.seed = seed;
        this.nanos = Math.round(seconds * 1e9);
    }

    /** How each generation stands beside metal, in their order; each is named before it is run. */
    public List<Standing> run(Consumer<Generation> before) {
        List<Measured> measured = new ArrayList<>();
        for (Generation generation : all.generations()) {
            before.accept(generation);
            measured.add(measure(generation));
        }
        Measured metal = measured.getLast();
        return measured.stream().map(one -> standing(one, metal)).toList();
    }

    /** What one generation does, without metal beside it. */
    Measured measure(Generation generation) {
        MeasuredGuest open = new HostRun(all, generation, neighbours, seed, nanos).underOpenArrivals();
        MeasuredGuest full = new HostRun(all, generation, neighbours, seed, nanos / 2).saturated();
        Histogram latencies = open.nanos();
        return new Measured(
                generation,
                full.perSecond(),
                full.ownShare(),
                latencies.getValueAtPercentile(MEDIAN) / NANOS_PER_MICRO,
                latencies.getValueAtPercentile(99) / NANOS_PER_MICRO,
                latencies.getValueAtPercentile(99.9) / NANOS_PER_MICRO);
    }

    private Standing standing(Measured one, Measured metal) {
        double cpus = all.host().cpus().value();
        double memory = all.host().memoryGiB().value();
        double given = 1 - one.generation.reservedCpus().value() / cpus;
        double guestThroughput = one.perSecond / metal.perSecond;
        return new Standing(
                one.generation,
                guestThroughput * given,
                guestThroughput,
                given * one.ownShare,
                1 - one.generation.reservedMemoryGiB().value() / memory,
                new Standing.Latency(one.p50Micros, metal.p50Micros / one.p50Micros),
                new Standing.Latency(one.p99Micros, metal.p99Micros / one.p99Micros),
                new Standing.Latency(one.p999Micros, metal.p999Micros / one.p999Micros));
    }

    /** Requests a second of the saturated guest, the share of processor time that was its own, and latencies. */
    record Measured(
            Generation generation,
            double perSecond,
            double ownShare,
            double p50Micros,
            double p99Micros,
            double p999Micros) {}
}
