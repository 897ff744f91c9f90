package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.BenchResult;
import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.Rounds;
import io.firebreak.chaos.bench.router.RouterOptions.Part;
import io.firebreak.chaos.bench.router.RouterOptions.Peer;
import io.firebreak.chaos.bench.router.UpstreamProcess.Listener;
import io.firebreak.chaos.database.Directories;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Ports;
import io.firebreak.chaos.region.RegionStartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
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
        try (UpstreamProcess upstream = upstream()) {
            progress.accept("writing a table of %,d tenants".formatted(options.tenants()));
            Path table = directory.resolve("table");
            TableText.save(
                    TableText.json(1, upstream.cellPorts(), options.tenants(), TableText.Moved.NONE),
                    time.millis(),
                    table);
            if (options.measures(Part.THROUGHPUT)) {
                throughput(upstream, table);
            }
            long astray = upstream.astray();
            if (astray > 0) {
                throw new RegionStartException(
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

    private RouterProxy router(Path table) {
        List<Integer> ports = Ports.free(2, random);
        URI nobody = URI.create("http://127.0.0.1:" + ports.getFirst());
        return new RouterProxy(installation, table, nobody, ports.getLast());
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
