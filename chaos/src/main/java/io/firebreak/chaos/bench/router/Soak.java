package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.BenchResult;
import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.load.Footprint;
import io.firebreak.chaos.bench.load.Growth;
import io.firebreak.chaos.bench.load.Load;
import io.firebreak.chaos.bench.load.LoadLoop;
import io.firebreak.chaos.bench.router.TableText.Moved;
import io.firebreak.chaos.bench.router.TableText.Version;
import io.firebreak.chaos.cli.CheckFailedException;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Very many requests that any cell of a shard can answer, while cells are killed and come back the whole time. Nothing may
 * fail, nothing may come to a cell outside of its shard, and the router must hold no more afterwards than before.
 */
final class Soak {
    private static final int CONNECTIONS = 64;
    private static final int EVENT_LOOPS = 2;
    private static final Duration STRETCH = Duration.ofMinutes(1);
    /** Code is compiled, pools and meters are made. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    /** Longer than the router keeps an idle connection to a cell (10 s), and looks for them. */
    private static final Duration REST = Duration.ofSeconds(13);

    private final RouterOptions options;
    private final Path directory;
    private final Installation installation;
    private final String machine;
    private final NanoClock clock;
    private final InstantSource time;
    private final Consumer<String> progress;
    private final Map<String, Object> details = new LinkedHashMap<>();

    Soak(
            RouterOptions options,
            Path directory,
            Installation installation,
            String machine,
            NanoClock clock,
            InstantSource time,
            Consumer<String> progress) {
        this.options = options;
        this.directory = directory;
        this.installation = installation;
        this.machine = machine;
        this.clock = clock;
        this.time = time;
        this.progress = progress;
    }

    BenchResult run() throws IOException {
        try (SoakCells cells = new SoakCells(installation, directory.resolve("cells"), clock)) {
            Path table = directory.resolve("table");
            progress.accept("writing a table of %,d tenants".formatted(options.tenants()));
            TableText.save(
                    TableText.whole(Version.FIRST, cells.ports(), options.tenants(), Moved.NONE), time.millis(), table);
            RouterProxy proxy = RouterProxy.withoutDirectory(installation, table, new Random())
                    .withTouchedHeap();
            try (Proxy.Running router =
                    Proxy.Running.start(proxy, EVENT_LOOPS, directory.resolve("router"), new Random(), clock)) {
                return soak(router, cells);
            }
        }
    }

    private BenchResult soak(Proxy.Running router, SoakCells cells) throws IOException {
        LoadLoop load =
                new LoadLoop(router.address(), Traffic.anyCell(options.tenants(), options.seed()), CONNECTIONS, clock);
        progress.accept("warming up for %d s, with kills".formatted(WARM_UP.toSeconds()));
        long seed = options.seed();
        try (CellKiller warmUp = new CellKiller(cells, seed, clock)) {
            check(load.asFastAsAnswered(WARM_UP), router, warmUp);
        }
        Footprint before = atRest(router);
        progress.accept("before: " + before);
        long began = clock.nanos();
        int kills;
        Load.Totals totals = new Load.Totals();
        try (CellKiller killer = new CellKiller(cells, seed + 1, clock)) {
            for (long left = options.soak().orElseThrow(); left > 0; ) {
                Load stretch = load.asFastAsAnswered(STRETCH, left);
                check(stretch, router, killer);
                totals.add(stretch);
                left -= stretch.good();
                progress.accept("%,d requests, %,.0f/s, %d cells killed: %s"
                        .formatted(
                                totals.good(),
                                stretch.perSecond(),
                                killer.kills(),
                                Footprint.of(router.process().pid())));
            }
            kills = killer.kills();
        }
        Footprint after = atRest(router);
        progress.accept("after: " + after);
        judge(before, after, cells);
        details.put("took", Duration.ofNanos(clock.nanos() - began).truncatedTo(ChronoUnit.SECONDS));
        details.put("cells killed", kills);
        details.put("before", before);
        details.put("after", after);
        return new BenchResult("router", machine, runs(totals, before, after), List.of(), details);
    }

    private void check(Load load, Proxy.Running router, CellKiller killer) {
        killer.kills();
        load.refuseFailures(router.name() + " (every shard had a healthy cell)");
    }

    private Footprint atRest(Proxy.Running router) throws IOException {
        clock.waitUntil(clock.nanos() + REST.toNanos());
        return Footprint.of(router.process().pid());
    }

    private static void judge(Footprint before, Footprint after, SoakCells cells) throws IOException {
        List<String> problems = new ArrayList<>(Growth.problems(before, after));
        List<String> complaints = cells.complaints();
        if (!complaints.isEmpty()) {
            problems.add("requests came to cells outside of their tenant's shard: " + complaints);
        }
        if (!problems.isEmpty()) {
            throw new CheckFailedException(String.join("; ", problems));
        }
    }

    private static List<Run> runs(Load.Totals totals, Footprint before, Footprint after) {
        return List.of(
                figure("requests, none of which failed", (double) totals.good(), ""),
                figure("p99.9", totals.micros(99.9), "µs"),
                figure("worst latency", totals.micros(100), "µs"),
                growth("living heap after", before.heapBytes(), after.heapBytes(), "bytes"),
                growth("resident after", before.residentBytes(), after.residentBytes(), "bytes"),
                growth("connections after", before.connections(), after.connections(), ""),
                growth("open descriptors after", before.files(), after.files(), ""),
                growth("threads after", before.threads(), after.threads(), ""));
    }

    private static Run figure(String name, double value, String unit) {
        return new Run(name, value, unit, List.of(value, value), null, null, null);
    }

    private static Run growth(String name, long before, long after, String unit) {
        double value = (double) after;
        return new Run(name, value, unit, List.of(value, value), "before", (double) before, before / value);
    }
}
