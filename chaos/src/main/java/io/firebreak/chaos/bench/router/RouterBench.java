package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.BenchResult;
import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.Rounds;
import io.firebreak.chaos.bench.load.LoadLoop;
import io.firebreak.chaos.bench.router.RouterOptions.Part;
import io.firebreak.chaos.bench.router.RouterOptions.Peer;
import io.firebreak.chaos.bench.router.TableText.Moved;
import io.firebreak.chaos.bench.router.TableText.Version;
import io.firebreak.chaos.bench.router.UpstreamProcess.Listener;
import io.firebreak.chaos.cli.CheckFailedException;
import io.firebreak.chaos.database.Directories;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Ports;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The router with a large table: its speed beside other proxies, its memory, and what an update of the table costs. */
public final class RouterBench {
    private static final long SEED = 1;
    /** A wave of a rollout or a morning of sign-ups. */
    private static final int MOVED = 1_000;

    private static final int UPDATE_CONNECTIONS = 64;
    /** As many as the machine for measuring has processors. */
    private static final int MEASURED_ALONE_EVENT_LOOPS = 2;

    private final RouterOptions options;
    private final Rounds rounds;
    private final String machine;
    private final Consumer<String> progress;
    private final NanoClock clock = NanoClock.system();
    private final InstantSource time = InstantSource.system();
    private final RandomGenerator random = new Random();
    private final Installation installation = Installation.locate();
    private final Path directory = installation.scratch().resolve("bench-router");
    private final List<Run> runs = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();

    /**
     * Measures nothing yet.
     *
     * @param progress told in one line what is done
     */
    public RouterBench(RouterOptions options, Rounds rounds, String machine, Consumer<String> progress) {
        this.options = options;
        this.rounds = rounds;
        this.machine = machine;
        this.progress = progress;
    }

    /** Measures all parts that were asked for. */
    public BenchResult run() throws IOException {
        Directories.delete(directory);
        if (options.soak().isPresent()) {
            return new Soak(options, directory, installation, machine, clock, time, progress).run();
        }
        try (UpstreamProcess upstream = upstream()) {
            progress.accept("writing a table of %,d tenants".formatted(options.tenants()));
            Path table = directory.resolve("table");
            TableText.save(
                    TableText.whole(Version.FIRST, upstream.cellPorts(), options.tenants(), Moved.NONE),
                    time.millis(),
                    table);
            if (options.measures(Part.THROUGHPUT)) {
                throughput(upstream, table);
            }
            if (options.measures(Part.MEMORY)) {
                memory(upstream, table);
            }
            if (options.measures(Part.UPDATE)) {
                update(upstream, table);
            }
            long astray = upstream.astray();
            if (astray > 0) {
                throw new CheckFailedException(
                        "%d requests came to a cell outside of their tenant's shard".formatted(astray));
            }
        } finally {
            Directories.delete(directory.resolve("table"));
        }
        return new BenchResult("router", machine, runs, skipped, details);
    }

    private UpstreamProcess upstream() {
        List<Integer> free = Ports.free(BenchTenants.CELLS + 1, random);
        List<Listener> ports = new ArrayList<>();
        for (int cell = UpstreamCell.ANY_TENANT; cell <= BenchTenants.CELLS; cell++) {
            ports.add(new Listener(cell, free.get(cell)));
        }
        return UpstreamProcess.start(installation, ports, directory, clock);
    }

    private void throughput(UpstreamProcess upstream, Path table) throws IOException {
        Throughput throughput = new Throughput(
                directory, upstream, Traffic.oneCellReads(options.tenants(), SEED), rounds, random, clock, progress);
        List<Proxy> proxies = new ArrayList<>(List.of(router(table)));
        proxies.addAll(peers(upstream.anyPort()));
        List<Sample> samples = new ArrayList<>();
        for (int eventLoops : options.eventLoops()) {
            samples.addAll(throughput.measure(proxies, eventLoops, options.connections()));
        }
        ThroughputReport report =
                new ThroughputReport(samples, proxies.getFirst().name());
        runs.addAll(report.runs());
        details.putAll(report.table());
    }

    private void memory(UpstreamProcess upstream, Path table) throws IOException {
        Path small = directory.resolve("table-of-one");
        TableText.save(TableText.whole(Version.FIRST, upstream.cellPorts(), 1, Moved.NONE), time.millis(), small);
        progress.accept("reading the heap of a router with one tenant, then with all");
        long withOne = Memory.livingBytes(() -> start(router(small), "memory-one"));
        long withAll = Memory.livingBytes(() -> start(router(table), "memory-all"));
        runs.add(Memory.run(options.tenants(), withOne, withAll));
        details.putAll(Memory.details(withOne, withAll));
    }

    private void update(UpstreamProcess upstream, Path table) throws IOException {
        Path copy = Files.copy(table, directory.resolve("table-updated"), StandardCopyOption.REPLACE_EXISTING);
        RouterProxy proxy = router(copy);
        try (ScriptedDirectory published = new ScriptedDirectory(Version.FIRST, clock);
                HttpClient http = HttpClient.newHttpClient();
                Proxy.Running router = start(proxy.asking(published.uri()), "update")) {
            LoadLoop load = new LoadLoop(
                    router.address(), Traffic.oneCellReads(options.tenants(), SEED), UPDATE_CONNECTIONS, clock);
            TableUpdate update = new TableUpdate(
                    router, new RouterMetrics(http, proxy.managementPort()), published, load, clock, progress);
            update.warmUp(rounds.warmUp());
            for (TableUpdate.Kind kind : kinds(upstream)) {
                TableUpdate.Measured measured = update.measure(kind, rounds.count());
                runs.addAll(measured.runs());
                details.putAll(measured.details());
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private List<TableUpdate.Kind> kinds(UpstreamProcess upstream) {
        return List.of(
                new TableUpdate.Kind("update of %,d tenants".formatted(MOVED), "changes", MOVED, TableText::changes),
                new TableUpdate.Kind(
                        "whole table of %,d tenants".formatted(options.tenants()),
                        "whole",
                        MOVED,
                        (_, next, moved) -> TableText.whole(next, upstream.cellPorts(), options.tenants(), moved)));
    }

    private Proxy.Running start(RouterProxy router, String files) throws IOException {
        return Proxy.Running.start(router, MEASURED_ALONE_EVENT_LOOPS, directory.resolve(files), random, clock);
    }

    private RouterProxy router(Path table) {
        return RouterProxy.withoutDirectory(installation, table, random);
    }

    private List<Proxy> peers(int upstream) {
        Map<Peer, Proxy> all = new LinkedHashMap<>();
        all.put(Peer.NGINX, new NginxProxy(upstream));
        all.put(Peer.HAPROXY, new HaproxyProxy(upstream));
        all.put(Peer.GATEWAY, new GatewayProxy(installation, upstream));
        List<Proxy> there = new ArrayList<>();
        all.forEach((peer, proxy) -> {
            if (options.measuresBeside(peer)) {
                proxy.missing().ifPresentOrElse(skipped::add, () -> there.add(proxy));
            }
        });
        return there;
    }
}
