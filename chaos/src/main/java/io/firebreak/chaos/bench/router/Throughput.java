package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.Rounds;
import io.firebreak.chaos.bench.load.Load;
import io.firebreak.chaos.bench.load.LoadLoop;
import io.firebreak.chaos.bench.router.Sample.Setting;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Loads proxies one after the other, as fast as they answer, round for round, and each round in another order: what the
 * machine does besides hits all of them alike. All run the whole time, and those whose turn it is not have nothing to do.
 */
final class Throughput {
    private static final int WARM_UP_CONNECTIONS = 64;

    private final Path directory;
    private final UpstreamProcess upstream;
    private final Traffic traffic;
    private final Rounds rounds;
    private final RandomGenerator random;
    private final NanoClock clock;
    private final Consumer<String> progress;
    private final List<Sample> samples = new ArrayList<>();

    Throughput(
            Path directory,
            UpstreamProcess upstream,
            Traffic traffic,
            Rounds rounds,
            RandomGenerator random,
            NanoClock clock,
            Consumer<String> progress) {
        this.directory = directory;
        this.upstream = upstream;
        this.traffic = traffic;
        this.rounds = rounds;
        this.random = random;
        this.clock = clock;
        this.progress = progress;
    }

    /** Every proxy with that many event loops, at every number of connections. */
    List<Sample> measure(List<Proxy> proxies, int eventLoops, List<Integer> connections) throws IOException {
        samples.clear();
        List<Proxy.Running> running = new ArrayList<>();
        try {
            for (Proxy proxy : proxies) {
                running.add(Proxy.Running.start(
                        proxy, eventLoops, directory.resolve(proxy.name() + "-" + eventLoops), random, clock));
            }
            for (Proxy.Running proxy : running) {
                progress.accept("warming %s up for %d s"
                        .formatted(proxy.name(), rounds.warmUp().toSeconds()));
                load(proxy, WARM_UP_CONNECTIONS, rounds.warmUp());
            }
            for (int round = 0; round < rounds.count(); round++) {
                for (int count : connections) {
                    for (int turn = 0; turn < running.size(); turn++) {
                        measure(running.get((turn + round) % running.size()), new Setting(eventLoops, count), round);
                    }
                }
            }
        } finally {
            running.forEach(Proxy.Running::close);
        }
        return List.copyOf(samples);
    }

    private void measure(Proxy.Running proxy, Setting setting, int round) throws IOException {
        Duration proxyBefore = proxy.process().cpu();
        Duration upstreamBefore = upstream.process().cpu();
        Load load = load(proxy, setting.connections(), rounds.length());
        Sample sample = Sample.of(
                setting,
                proxy.name(),
                load,
                proxy.process().cpu().minus(proxyBefore),
                upstream.process().cpu().minus(upstreamBefore));
        samples.add(sample);
        progress.accept(String.format(
                Locale.ROOT,
                "round %d, %s: %s %,.0f/s, p99 %,.0f µs, %.1f µs of CPU",
                round + 1,
                setting,
                proxy.name(),
                sample.perSecond(),
                sample.p99(),
                sample.proxyMicros()));
    }

    private Load load(Proxy.Running proxy, int connections, Duration length) throws IOException {
        Load load = new LoadLoop(proxy.address(), traffic, connections, clock).asFastAsAnswered(length);
        load.refuseFailures(proxy.name());
        return load;
    }
}
