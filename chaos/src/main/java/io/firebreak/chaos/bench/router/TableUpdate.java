package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.load.Load;
import io.firebreak.chaos.bench.load.LoadLoop;
import io.firebreak.chaos.bench.router.TableText.Moved;
import io.firebreak.chaos.bench.router.TableText.Version;
import io.firebreak.chaos.cli.CheckFailedException;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * An update of the table while requests come at a fixed rate: how long it takes, and the worst latency of the window around
 * it beside that of a window of the same length without one.
 */
final class TableUpdate {
    /** What was asked for. */
    private static final double LIMIT_MILLIS = 100;

    private static final double PER_SECOND = 2_000;
    private static final Duration WINDOW = Duration.ofSeconds(4);
    /** A whole table of two million tenants takes seconds on a machine that others load too. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final double NANOS_PER_MILLI = 1e6;

    private final Proxy.Running router;
    private final RouterMetrics metrics;
    private final ScriptedDirectory directory;
    private final LoadLoop load;
    private final NanoClock clock;
    private final Consumer<String> progress;
    private Version version = Version.FIRST;

    TableUpdate(
            Proxy.Running router,
            RouterMetrics metrics,
            ScriptedDirectory directory,
            LoadLoop load,
            NanoClock clock,
            Consumer<String> progress) {
        this.router = router;
        this.metrics = metrics;
        this.directory = directory;
        this.load = load;
        this.clock = clock;
        this.progress = progress;
    }

    /** Makes the document that leads from one version to the next. */
    interface Document {
        byte[] make(Version since, Version next, Moved moved);
    }

    /**
     * One kind of update.
     *
     * @param kind as the router's metrics name it
     * @param moved tenants whose epoch changes
     */
    record Kind(String name, String kind, int moved, Document document) {}

    /** Lets the router compile what it will need. */
    void warmUp(Duration length) throws IOException {
        load.atRate(PER_SECOND, length).refuseFailures(router.name());
    }

    /** Updates the table so many times, each between two windows. */
    Measured measure(Kind kind, int rounds) throws IOException {
        Measured measured = new Measured(kind.name());
        for (int round = 1; round <= rounds; round++) {
            Load quiet = window();
            byte[] json = next(kind);
            double before = metrics.applySeconds(kind.kind());
            Update update = updateWindow(json);
            double applied = (metrics.applySeconds(kind.kind()) - before) * 1e3;
            measured.add(applied, update, quiet);
            progress.accept(String.format(
                    Locale.ROOT,
                    "%s, round %d: applied in %.1f ms, in use and on disk in %.1f ms; worst latency %.1f ms, without %.1f",
                    kind.name(),
                    round,
                    applied,
                    update.taken().toNanos() / NANOS_PER_MILLI,
                    worst(update.load()),
                    worst(quiet)));
        }
        return measured;
    }

    private byte[] next(Kind kind) {
        Version since = version;
        version = since.next();
        return kind.document().make(since, version, new Moved(kind.moved(), version.number()));
    }

    private Load window() throws IOException {
        Load answered = load.atRate(PER_SECOND, WINDOW);
        answered.refuseFailures(router.name());
        return answered;
    }

    private Update updateWindow(byte[] json) throws IOException {
        long at = clock.nanos() + WINDOW.toNanos() / 4;
        try (ExecutorService publisher = Executors.newSingleThreadExecutor()) {
            Future<Duration> taken = publisher.submit(() -> {
                clock.waitUntil(at);
                directory.publish(version, json);
                return directory.awaitTaken(PATIENCE);
            });
            Load around = window();
            return new Update(around, taken.get());
        } catch (ExecutionException e) {
            throw new CheckFailedException("the router did not take the update: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during an update", e);
        }
    }

    private static double worst(Load load) {
        return load.latencies().getMaxValue() / NANOS_PER_MILLI;
    }

    private record Update(Load load, Duration taken) {}

    /** The rounds of one kind, in milliseconds. */
    static final class Measured {
        private final String name;
        private final List<Double> applied = new ArrayList<>();
        private final List<Double> taken = new ArrayList<>();
        private final List<Double> worst = new ArrayList<>();
        private final List<Double> worstWithout = new ArrayList<>();
        private final List<Double> p999 = new ArrayList<>();
        private final List<Double> p999Without = new ArrayList<>();

        private Measured(String name) {
            this.name = name;
        }

        private void add(double appliedMillis, Update update, Load quiet) {
            applied.add(appliedMillis);
            taken.add(update.taken().toNanos() / NANOS_PER_MILLI);
            worst.add(worst(update.load()));
            worstWithout.add(worst(quiet));
            p999.add(update.load().micros(99.9) / 1e3);
            p999Without.add(quiet.micros(99.9) / 1e3);
        }

        List<Run> runs() {
            return List.of(
                    beside(name + ": applied", applied, "the limit", LIMIT_MILLIS),
                    beside(name + ": applied and on disk", taken, "the limit", LIMIT_MILLIS),
                    beside(
                            name + ": worst latency of a window with it",
                            worst,
                            "a window without it",
                            Median.of(worstWithout)));
        }

        Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put(
                    name + ", worst latencies with and without, ms", List.of(rounded(worst), rounded(worstWithout)));
            details.put(name + ", p99.9 with and without, ms", List.of(rounded(p999), rounded(p999Without)));
            return details;
        }

        private static List<Double> rounded(List<Double> values) {
            return values.stream().map(value -> Math.round(value * 100) / 100.0).toList();
        }

        private static Run beside(String name, List<Double> values, String peer, double peerValue) {
            double median = Median.of(values);
            double least = values.stream().mapToDouble(value -> value).min().orElse(median);
            double most = values.stream().mapToDouble(value -> value).max().orElse(median);
            return new Run(name, median, "ms", List.of(least, most), peer, peerValue, peerValue / median);
        }
    }
}
