package io.firebreak.chaos.bench.fairness;

import io.firebreak.chaos.bench.BenchRegion;
import io.firebreak.chaos.bench.BenchResult;
import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.Pace;
import io.firebreak.chaos.bench.Rounds;
import io.firebreak.chaos.bench.fairness.Course.Phase;
import io.firebreak.chaos.bench.load.LoadLoop;
import io.firebreak.chaos.bench.load.RegionTraffic;
import io.firebreak.chaos.bench.load.Tally;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * One tenant sends many times its limit through the router, while the others go on as before: in each architecture in turn,
 * each a fresh region of the same capacity. Load is open-model; latency counts from when a request was due.
 */
public final class FairnessBench {
    /** In an open model each request has a connection of its own while it lasts; at 100 a second these are seconds' worth. */
    private static final int CONNECTIONS = 512;

    private final FairnessOptions options;
    private final Course course;
    private final String machine;
    private final Consumer<String> progress;
    private final NanoClock clock = NanoClock.system();
    private final Path directory = Installation.locate().scratch().resolve("bench-fairness");

    /**
     * Measures nothing yet.
     *
     * @param rounds of quiet and flood in each architecture
     * @param progress told in one line what is done
     */
    public FairnessBench(FairnessOptions options, Rounds rounds, String machine, Consumer<String> progress) {
        this.options = options;
        this.course = new Course(rounds.warmUp(), rounds.length(), rounds.count());
        this.machine = machine;
        this.progress = progress;
    }

    /** Measures all architectures that were asked for. */
    public BenchResult run() throws IOException {
        List<Fairness> all = new ArrayList<>();
        for (Architecture architecture : options.architectures()) {
            progress.accept("starting a %s region".formatted(architecture));
            try (BenchRegion region = BenchRegion.start(options.region(architecture), directory, progress)) {
                all.add(measure(architecture, region));
            }
            progress.accept(all.getLast().row());
        }
        List<Run> runs = all.stream().flatMap(one -> one.runs().stream()).toList();
        List<String> broken = all.stream().flatMap(one -> one.broken().stream()).toList();
        List<String> table = new ArrayList<>(List.of(Fairness.HEAD));
        all.forEach(one -> table.add(one.row()));
        return new BenchResult("fairness", machine, runs, List.of(), details(all), table, broken);
    }

    private Fairness measure(Architecture architecture, BenchRegion region) throws IOException {
        progress.accept("%s: warming up for %d s, then %d times %d s without and with a flood of %d/s"
                .formatted(
                        architecture,
                        course.warmUp().toSeconds(),
                        course.rounds(),
                        course.window().toSeconds(),
                        options.floodPerSecond()));
        List<String> keys = region.keys();
        RegionTraffic traffic = new RegionTraffic(keys.subList(1, keys.size()), "others-");
        long start = clock.nanos();
        PhaseLog log = new PhaseLog(course, start);
        FutureTask<Tally.Figures> flood =
                new Flood(region.router(), keys.getFirst(), options.floodPerSecond(), course, clock).begin(start);
        new LoadLoop(region.router(), traffic, CONNECTIONS, clock, traffic.then(log))
                .paced(Pace.open(start, options.othersPerSecond()), course.end());
        Tally.Figures flooder = Flood.await(flood);
        return new Fairness(
                architecture,
                log.figures(Phase.QUIET),
                log.figures(Phase.FLOOD),
                flooder,
                options.floodPerSecond() * course.window().toSeconds() * course.rounds(),
                log.p99Millis(Phase.QUIET),
                log.p99Millis(Phase.FLOOD));
    }

    private Map<String, Object> details(List<Fairness> all) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("other tenants", options.others());
        details.put("requests per second of the others together", options.othersPerSecond());
        details.put("limit of a tenant per second and kind of call", options.limit());
        details.put("launches per second of the flood", options.floodPerSecond());
        details.put("routers shed above a tenant's limits", options.earlyShed());
        for (Fairness one : all) {
            details.put(
                    one.architecture() + ": answers to the flood", one.flooder().answers());
            details.put(
                    one.architecture() + ": answers to the others in the flood",
                    one.flood().answers());
            details.put(
                    one.architecture() + ": sent late, p99 in ms", one.flood().lagP99Millis());
        }
        return details;
    }
}
