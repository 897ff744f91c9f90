package io.firebreak.chaos.bench;

import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.FlatHosts.Rule;
import io.firebreak.chaos.bench.PlacementWorkload.Demand;
import io.firebreak.chaos.load.NanoClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleBiFunction;

/**
 * Placements per second and packing of the cell's placement engine on one thread, beside a best-fit scan, first fit, random
 * placement and Fenzo on the same hosts and arrivals.
 */
final class PlacementBench {
    private static final long SEED = 1;
    /** Below what any of them can pack, so that arrivals are placed and hosts are in pieces. */
    private static final double LEVEL = 0.75;

    private static final int PACKINGS = 3;
    /** Four times what a host runs. */
    private static final int ARRIVALS_PER_HOST = 40;

    /** The largest fleet on which every host is scanned for every instance until nothing fits; ten times the hosts take a hundred times as long. */
    private static final int LARGEST_SCANNED = 10_000;

    /** Placements between two looks at the clock, where they are fast. */
    private static final int BATCH = 64;

    private static final Map<Integer, Double> BARS = Map.of(10_000, 500_000.0, 100_000, 200_000.0);
    private static final String UNIT = "placements/s";
    private static final String BAR = "bar";
    private static final String NO_ENGINE = "the benchmark's own part";
    private static final int FENZO_BATCH = 500;
    private static final String FENZO = "Fenzo 1.0.1, %d requests at a time".formatted(FENZO_BATCH);

    private final int rounds;
    private final long roundNanos;
    private final NanoClock clock;
    private final LongSupplier cpuNanos;
    private final Consumer<String> progress;
    private final List<Run> runs = new ArrayList<>();
    private final Map<Integer, Speed> engines = new HashMap<>();
    private final Map<Integer, Speed> harnesses = new HashMap<>();

    /** What the rounds gave. */
    private record Rates(double least, double median, double most) {
        static Rates of(double[] rounds) {
            double[] sorted = rounds.clone();
            Arrays.sort(sorted);
            return new Rates(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
        }

        List<Double> spread() {
            return List.of(least, most);
        }
    }

    /**
     * Placements a second.
     *
     * @param wall by the clock
     * @param cpu by the CPU time of the one thread that places: what the clock would show if nobody else used the machine,
     *     but for the garbage collector's own threads
     */
    private record Speed(Rates wall, Rates cpu) {}

    /**
     * @param rounds measured, besides one to warm up
     * @param cpuNanos CPU time of the calling thread
     */
    PlacementBench(int rounds, int millis, NanoClock clock, LongSupplier cpuNanos, Consumer<String> progress) {
        this.rounds = rounds;
        this.roundNanos = millis * 1_000_000L;
        this.clock = clock;
        this.cpuNanos = cpuNanos;
        this.progress = progress;
    }

    List<Run> run() {
        warmUp();
        for (int hosts : List.of(1_000, 10_000, 100_000)) {
            rates(hosts);
        }
        growth(1_000, 100_000);
        for (int hosts : List.of(2_000, 10_000)) {
            fenzo(hosts);
        }
        for (int hosts : List.of(1_000, LARGEST_SCANNED, 100_000)) {
            packing(hosts);
        }
        return runs;
    }

    List<String> skipped() {
        return List.of(
                "packing of a best-fit scan of every host at 100,000 hosts: it takes longer than the whole benchmark;"
                        + " measured up to %,d".formatted(LARGEST_SCANNED));
    }

    /** Whoever is measured first must not pay for the compiler, nor for the heap's first pages. */
    private void warmUp() {
        PlacementWorkload workload = new PlacementWorkload(10_000, SEED);
        measure("warm-up", workload, new EnginePlacer(workload), 1);
    }

    private void rates(int hosts) {
        Speed engine = engine(hosts);
        String name = "engine, %,d hosts".formatted(hosts);
        for (Rule rule : Rule.values()) {
            beside(name, engine.wall(), peerName(rule), peer(hosts, rule).wall().median());
        }
        if (BARS.containsKey(hosts)) {
            beside(name + ", by CPU time", engine.cpu(), BAR, BARS.getOrDefault(hosts, 0.0));
        }
        beside(
                name + ", by CPU time",
                engine.cpu(),
                NO_ENGINE,
                noEngine(hosts).cpu().median());
    }

    /** By CPU time, and beside the logarithm of the hosts; with what the benchmark itself costs, and without. */
    private void growth(int few, int many) {
        String name = "cost of a placement at %,d hosts, in those at %,d".formatted(many, few);
        growth(name, nanos(engine(many)) / nanos(engine(few)), few, many);
        growth(
                name + ", without " + NO_ENGINE,
                (nanos(engine(many)) - nanos(noEngine(many))) / (nanos(engine(few)) - nanos(noEngine(few))),
                few,
                many);
    }

    private void growth(String name, double cost, int few, int many) {
        double logarithm = Math.log(many) / Math.log(few);
        runs.add(new Run(name, cost, "times", List.of(cost, cost), "log n", logarithm, logarithm / cost));
    }

    private static double nanos(Speed speed) {
        return 1e9 / speed.cpu().median();
    }

    private void fenzo(int hosts) {
        Speed engine = engine(hosts);
        PlacementWorkload workload = new PlacementWorkload(hosts, SEED);
        try (FenzoPlacer fenzo = new FenzoPlacer(workload)) {
            Speed speed = measure(FENZO, workload, fenzo, FENZO_BATCH);
            beside(
                    "engine, %,d hosts".formatted(hosts),
                    engine.wall(),
                    FENZO,
                    speed.wall().median());
        }
    }

    private Speed engine(int hosts) {
        return engines.computeIfAbsent(hosts, count -> {
            PlacementWorkload workload = new PlacementWorkload(count, SEED);
            return measure("engine", workload, new EnginePlacer(workload), 1);
        });
    }

    private Speed noEngine(int hosts) {
        return harnesses.computeIfAbsent(hosts, count -> {
            PlacementWorkload workload = new PlacementWorkload(count, SEED);
            return measure(NO_ENGINE, workload, new NoEngine(workload), 1);
        });
    }

    private Speed peer(int hosts, Rule rule) {
        PlacementWorkload workload = new PlacementWorkload(hosts, SEED);
        return measure(name(rule), workload, new FlatHosts(workload, rule, new SplittableRandom(SEED)), 1);
    }

    private static String peerName(Rule rule) {
        return rule == Rule.BEST_FIT ? "best-fit scan of every host" : name(rule);
    }

    private static String name(Rule rule) {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** All start from the fleet as the engine has filled it. */
    private Speed measure(String name, PlacementWorkload workload, Placer placer, int arrivals) {
        PlacementWorkload same = new PlacementWorkload(workload.hosts().size(), SEED);
        Churn filled = new Churn(same, new EnginePlacer(same), LEVEL, SEED);
        filled.fill();
        Churn churn = new Churn(workload, placer, LEVEL, SEED);
        churn.copy(filled);
        round(churn, arrivals);
        double[] wall = new double[rounds];
        double[] cpu = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long begin = clock.nanos();
            long cpuBegin = cpuNanos.getAsLong();
            long placed = round(churn, arrivals);
            wall[i] = placed * 1e9 / (clock.nanos() - begin);
            cpu[i] = placed * 1e9 / (cpuNanos.getAsLong() - cpuBegin);
        }
        Speed speed = new Speed(Rates.of(wall), Rates.of(cpu));
        progress.accept("%s, %,d hosts: %,.0f %s"
                .formatted(name, workload.hosts().size(), speed.wall().median(), UNIT));
        return speed;
    }

    /** How many were placed. */
    private long round(Churn churn, int arrivals) {
        long now = clock.nanos();
        long end = now + roundNanos;
        long placed = 0;
        int batch = 1;
        while (now < end) {
            for (int i = 0; i < batch; i++) {
                placed += churn.step(arrivals);
            }
            long before = now;
            now = clock.nanos();
            batch = now - before < roundNanos / 100 ? BATCH : 1;
        }
        return placed;
    }

    private void packing(int hosts) {
        packing(hosts, "packing", PlacementBench::packed);
        if (hosts <= LARGEST_SCANNED) {
            packing(hosts, "use when crowded", PlacementBench::crowded);
        }
    }

    private void packing(int hosts, String what, ToDoubleBiFunction<PlacementWorkload, Placer> measure) {
        Rates engine = packings(what + " of the engine", hosts, EnginePlacer::new, measure);
        String name = "%s of the engine, %,d hosts".formatted(what, hosts);
        for (Rule rule : Rule.values()) {
            if (rule != Rule.BEST_FIT || hosts <= LARGEST_SCANNED) {
                Rates peer = packings(
                        what + " of " + name(rule),
                        hosts,
                        workload -> new FlatHosts(workload, rule, new SplittableRandom(SEED)),
                        measure);
                beside(name, engine, "%", peerName(rule), peer.median());
            }
        }
    }

    private Rates packings(
            String name,
            int hosts,
            Function<PlacementWorkload, Placer> placers,
            ToDoubleBiFunction<PlacementWorkload, Placer> measure) {
        int times = hosts > LARGEST_SCANNED ? 1 : PACKINGS;
        double[] packed = new double[times];
        for (int i = 0; i < times; i++) {
            PlacementWorkload workload = new PlacementWorkload(hosts, SEED + i);
            packed[i] = measure.applyAsDouble(workload, placers.apply(workload));
        }
        Rates measured = Rates.of(packed);
        progress.accept("%s, %,d hosts: %.1f %%".formatted(name, hosts, measured.median()));
        return measured;
    }

    /** The share of vCPUs in use when each family has refused for the first time, in percent. */
    private static double packed(PlacementWorkload workload, Placer placer) {
        boolean[] full = new boolean[workload.families()];
        int open = full.length;
        long vcpus = 0;
        while (open > 0) {
            Demand demand = workload.arrival();
            if (full[demand.familyNumber()]) {
                continue;
            }
            if (placer.place(demand) == Placer.NOWHERE) {
                full[demand.familyNumber()] = true;
                open--;
            } else {
                vcpus += demand.resources().vcpus();
            }
        }
        return 100.0 * vcpus / workload.vcpus();
    }

    private static double crowded(PlacementWorkload workload, Placer placer) {
        Churn churn = new Churn(workload, placer, 1, SEED);
        return 100 * churn.crowd(ARRIVALS_PER_HOST * workload.hosts().size()) / workload.vcpus();
    }

    private void beside(String name, Rates ours, String peer, double peerValue) {
        beside(name, ours, UNIT, peer, peerValue);
    }

    private void beside(String name, Rates ours, String unit, String peer, double peerValue) {
        runs.add(new Run(name, ours.median(), unit, ours.spread(), peer, peerValue, ours.median() / peerValue));
    }
}
