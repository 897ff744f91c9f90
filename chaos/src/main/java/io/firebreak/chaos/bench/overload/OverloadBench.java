package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.bench.BenchRegion;
import io.firebreak.chaos.bench.BenchResult;
import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.Rounds;
import io.firebreak.chaos.bench.load.AnswerLog;
import io.firebreak.chaos.bench.load.Footprint;
import io.firebreak.chaos.bench.load.Growth;
import io.firebreak.chaos.bench.load.Load;
import io.firebreak.chaos.bench.load.LoadLoop;
import io.firebreak.chaos.bench.load.RegionTraffic;
import io.firebreak.chaos.bench.load.Slo;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A small region from half its capacity to three times and back, through router, cell and database. The capacity is what
 * clients get that ask again as soon as they are answered; the steps are open-model, one right after the other.
 */
public final class OverloadBench {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    /** One of these loads the region best, whatever the machine. */
    private static final List<Integer> CLIENTS = List.of(16, 32, 64, 128);

    private static final int WARM_UP_CLIENTS = 32;
    /** Twice what the router has in flight at one time: the rest is refused and its connections are free again at once. */
    private static final int MOST_CONNECTIONS = 4_000;
    /** Longer than the router keeps an idle connection to a cell (10 s), and looks for them. */
    private static final Duration REST = Duration.ofSeconds(13);
    /** Requests are due every 160 µs at three times the capacity, and promised within a second. */
    private static final Duration TICK = Duration.ofMillis(1);
    /** For ends of what was launched and not terminated under the load: some thousands at most. */
    private static final Duration LONGEST_CLEARING = Duration.ofSeconds(30);

    private static final int GROWN_CLASSES = 8;

    private final OverloadOptions options;
    private final Rounds rounds;
    private final String machine;
    private final Consumer<String> progress;
    private final NanoClock clock = NanoClock.system();
    private final InstantSource time = InstantSource.system();
    private final Path home = Installation.locate().scratch().resolve("bench-overload");

    /**
     * Measures nothing yet.
     *
     * @param rounds of which the length is that of a step; their number does not matter
     * @param progress told in one line what is done
     */
    public OverloadBench(OverloadOptions options, Rounds rounds, String machine, Consumer<String> progress) {
        this.options = options;
        this.rounds = rounds;
        this.machine = machine;
        this.progress = progress;
    }

    /** Measures, and writes the files. */
    public BenchResult run() throws IOException {
        progress.accept("starting a region of one cell");
        try (BenchRegion region = BenchRegion.start(options.region(), home, progress);
                HttpClient http = HttpClient.newHttpClient()) {
            return new Session(region, http).run();
        }
    }

    private final class Session {
        private final BenchRegion region;
        private final RegionTraffic traffic;
        private final Watched router;
        private final Watched cell;

        Session(BenchRegion region, HttpClient http) {
            this.region = region;
            this.traffic = new RegionTraffic(region.keys(), "overload-");
            this.router = new Watched(http, region.file().routers().getFirst());
            this.cell =
                    new Watched(http, region.file().cells().getFirst().nodes().getFirst());
        }

        BenchResult run() throws IOException {
            progress.accept("warming up for %d s".formatted(rounds.warmUp().toSeconds()));
            load(WARM_UP_CLIENTS, AnswerLog.NONE).asFastAsAnswered(rounds.warmUp());
            Map<String, Object> details = new LinkedHashMap<>();
            double capacity = capacity(details);
            int living = traffic.living();
            Footprint routerBefore = atRest(router);
            Footprint cellBefore = cell.living();
            Map<String, Long> classesBefore = cell.livingByClass();
            Steps steps = Steps.of(options.steps(), capacity, rounds.length());
            Measured measured = measure(steps);
            details.put("instances more than before, terminated", clear(living));
            Footprint routerAfter = atRest(router);
            Footprint cellAfter = cell.living();
            details.put("cell's heap grew most by", Watched.grown(classesBefore, cell.livingByClass(), GROWN_CLASSES));
            List<String> grown = new ArrayList<>(named("router", Growth.problems(routerBefore, routerAfter)));
            grown.addAll(named("cell", Growth.problems(cellBefore, cellAfter)));
            details.put("router before and after", List.of(routerBefore, routerAfter));
            details.put("cell before and after", List.of(cellBefore, cellAfter));
            Overload overload = measured.overload(capacity, grown);
            details.put("generator, µs of CPU per request", Math.round(overload.generatorMicros()));
            details.put("files", measured.write(directory(), overload));
            return result(overload, details);
        }

        private Measured measure(Steps steps) throws IOException {
            long start = clock.nanos();
            GoodputLog log = new GoodputLog(steps, start);
            Processors processors = new Processors(region.file(), clock);
            StepWatch watch = StepWatch.begin(steps, router, cell, processors, clock, start);
            Load load = load(MOST_CONNECTIONS, log).paced(steps.pace(start), steps.length());
            return new Measured(steps, log, watch.seen(), load);
        }

        private LoadLoop load(int connections, AnswerLog log) {
            return new LoadLoop(region.router(), traffic, connections, clock, traffic.then(log), TICK);
        }

        /** What runs costs memory, so there must be as much of it as before; how many instances were too many. */
        private int clear(int living) throws IOException {
            int tooMany = Math.max(0, traffic.living() - living);
            if (tooMany > 0) {
                new LoadLoop(region.router(), traffic.ends(), WARM_UP_CLIENTS, clock, traffic.then(AnswerLog.NONE))
                        .asFastAsAnswered(LONGEST_CLEARING, tooMany);
            }
            return tooMany;
        }

        /** Good answers per second of the number of clients that gets most. */
        private double capacity(Map<String, Object> details) throws IOException {
            double most = 0;
            for (int clients : CLIENTS) {
                Load load = load(clients, AnswerLog.NONE)
                        .asFastAsAnswered(rounds.length().dividedBy(2));
                long good = load.latencies().getCountBetweenValues(0, Slo.LATENCY.toNanos());
                double perSecond = good * 1e9 / load.took().toNanos();
                details.put("goodput/s of %d clients that ask again at once".formatted(clients), Math.round(perSecond));
                progress.accept("%d clients: %.0f/s".formatted(clients, perSecond));
                most = Math.max(most, perSecond);
            }
            return most;
        }

        private Footprint atRest(Watched process) throws IOException {
            clock.waitUntil(clock.nanos() + REST.toNanos());
            return process.living();
        }
    }

    private static List<String> named(String process, List<String> problems) {
        return problems.stream().map(problem -> process + ": " + problem).toList();
    }

    private Path directory() {
        return options.out().orElseGet(() -> Path.of("firebreak-out", "overload-" + STAMP.format(time.instant())));
    }

    private BenchResult result(Overload overload, Map<String, Object> details) {
        List<Run> runs = new ArrayList<>();
        runs.add(Run.once("peak of goodput", overload.peak(), "/s"));
        runs.add(Run.atLeast(
                "goodput at %.1f times the capacity".formatted(overload.worst().factor()),
                overload.worst().goodput(),
                "/s",
                "the peak",
                overload.peak()));
        Double recovery = overload.recoverySeconds();
        if (recovery != null) {
            runs.add(Run.once("recovery after the overload", recovery, "s"));
        }
        List<String> table = new ArrayList<>(List.of(StepResult.HEAD));
        overload.steps().forEach(step -> table.add(step.row()));
        double stepSeconds = rounds.length().toNanos() / 1e9;
        return new BenchResult("overload", machine, runs, List.of(), details, table, overload.broken(stepSeconds));
    }
}
