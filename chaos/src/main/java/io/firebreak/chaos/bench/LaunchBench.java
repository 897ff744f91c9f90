package io.firebreak.chaos.bench;

import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.LaunchGenerator.Answers;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Durable launches through HTTP, beside pgbench before and after them on the same server. A launch counts if it was
 * acknowledged in its round and runs ten seconds after the round at the latest; a round in which the backlog grows does not
 * count at all.
 */
final class LaunchBench {
    private static final Duration TO_RUN = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** Generous: it is no figure. */
    private static final Duration LONGEST_CLEARING = Duration.ofMinutes(3);

    private static final long SEED = 1;
    private static final String PEER = "pgbench, %d clients".formatted(Pgbench.CLIENTS);

    private final LaunchOptions options;
    private final Rounds rounds;
    private final String machine;
    private final Consumer<String> progress;
    private final NanoClock clock = NanoClock.system();
    private final List<String> skipped = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();

    LaunchBench(LaunchOptions options, Rounds rounds, String machine, Consumer<String> progress) {
        this.options = options;
        this.rounds = rounds;
        this.machine = machine;
        this.progress = progress;
    }

    BenchResult run() throws IOException, SQLException {
        Installation installation = Installation.locate();
        Path directory = installation.scratch().resolve("bench-launch");
        try (BenchCell cell = new BenchCell(installation, directory, options.hosts(), options.tenants(), clock)) {
            progress.accept("firebreak: preparing a cell of %d hosts".formatted(options.hosts()));
            Optional<Pgbench> pgbench = prepare(cell, directory);
            List<Double> peers = new ArrayList<>();
            peer(pgbench, cell, directory, peers);
            cell.start();
            List<Run> runs = new ArrayList<>();
            List<Double> rates;
            try (LaunchLedger ledger = new LaunchLedger(cell.database())) {
                rates = rounds(cell, ledger);
                latency(cell, median(rates) / 2, runs);
                profile(cell, directory);
                details.put("instances at the end", ledger.living());
                details.put("hosts that do not add up", ledger.hostsThatDoNotAddUp());
            }
            cell.stop();
            peer(pgbench, cell, directory, peers);
            runs.addFirst(throughput(rates, peers));
            return new BenchResult("launch", machine, runs, skipped, details);
        }
    }

    /** Lets the node make its tables and the fleet's hosts, and copies that for the peer. */
    private Optional<Pgbench> prepare(BenchCell cell, Path directory) throws IOException, SQLException {
        try (LaunchLedger ledger = new LaunchLedger(cell.database())) {
            details.put("settings", ledger.settings());
            details.put("tenants, in turn", options.tenants().count());
            details.put("connections", options.clients());
            cell.start();
            cell.stop();
            ledger.copyTo(cell.database(), "peer");
        }
        Optional<Path> fsync = Pgbench.program("pg_test_fsync");
        if (fsync.isPresent()) {
            details.put("pg_test_fsync", FsyncTest.run(fsync.get(), directory.resolve("fsync.data")));
        } else {
            skipped.add("pg_test_fsync is not installed: " + Pgbench.PACKAGE);
        }
        Optional<Pgbench> pgbench = Pgbench.find();
        if (pgbench.isEmpty()) {
            skipped.add("pgbench is not installed: " + Pgbench.PACKAGE);
        }
        return pgbench;
    }

    private void peer(Optional<Pgbench> pgbench, BenchCell cell, Path directory, List<Double> peers)
            throws IOException, SQLException {
        if (pgbench.isEmpty()) {
            return;
        }
        try (LaunchLedger ledger = new LaunchLedger(cell.database())) {
            ledger.settle();
        }
        Duration before = cell.databaseProcess().cpu();
        Pgbench.Measured measured =
                pgbench.get().run(cell.database(), "peer", options.hosts(), rounds.length(), directory);
        Duration database = cell.databaseProcess().cpu().minus(before);
        double launches = measured.perSecond() * rounds.length().toSeconds();
        peers.add(measured.perSecond());
        details.put(
                "CPU of pgbench, run " + peers.size(),
                "%.0f µs per launch, and %.0f of the database"
                        .formatted(measured.cpu().toNanos() / 1e3 / launches, database.toNanos() / 1e3 / launches));
        progress.accept("firebreak: pgbench %.0f/s".formatted(measured.perSecond()));
    }

    private List<Double> rounds(BenchCell cell, LaunchLedger ledger) throws IOException, SQLException {
        LaunchGenerator generator = generator(cell);
        if (rounds.warmUp().isPositive()) {
            Answers warm = generator.asFastAsAnswered(launches("warm-"), rounds.warmUp());
            progress.accept("firebreak: warmed up by %d launches".formatted(warm.acknowledged()));
            awaitRunning(ledger, "warm-", warm.acknowledged());
            clear(cell, ledger);
        }
        List<Double> rates = new ArrayList<>();
        for (int round = 1; round <= rounds.count(); round++) {
            rates.add(round(cell, ledger, generator, round));
            clear(cell, ledger);
        }
        return rates;
    }

    private double round(BenchCell cell, LaunchLedger ledger, LaunchGenerator generator, int round)
            throws IOException, SQLException {
        String tokens = "round-%d-".formatted(round);
        Cpu before = Cpu.of(cell);
        BacklogWatch backlog = new BacklogWatch(cell.database(), clock, rounds.length());
        Answers answers;
        try (backlog) {
            answers = generator.asFastAsAnswered(launches(tokens), rounds.length());
        }
        int running = awaitRunning(ledger, tokens, answers.acknowledged());
        Cpu cpu = Cpu.of(cell).since(before);
        double seconds = rounds.length().toSeconds();
        double rate = backlog.hasGrown(answers.acknowledged() / seconds) ? 0 : running / seconds;
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("answers", answers.statuses());
        about.put("unanswered", answers.unanswered());
        if (!answers.firstRefusal().isEmpty()) {
            about.put("first refusal", answers.firstRefusal());
        }
        about.put("running 10 s after", running);
        about.put("tokens", ledger.tokens(tokens));
        about.put("backlog each second", backlog.seen());
        about.put("backlog grew", rate == 0);
        about.put("p50 ms", LaunchGenerator.millis(answers.latencies(), 50));
        about.put("p99 ms", LaunchGenerator.millis(answers.latencies(), 99));
        about.put("CPU µs per launch", cpu.microsPer(Math.max(1, answers.acknowledged()), answers.cpu()));
        details.put("round " + round, about);
        progress.accept("firebreak: round %d, %.0f launches/s".formatted(round, rate));
        return rate;
    }

    /** How many run, as soon as all do, and after ten seconds at the latest. */
    private int awaitRunning(LaunchLedger ledger, String tokens, int acknowledged) throws SQLException {
        long deadline = clock.nanos() + TO_RUN.toNanos();
        int running = ledger.running(tokens);
        while (running < acknowledged && clock.nanos() < deadline) {
            clock.waitUntil(clock.nanos() + LOOK_AGAIN.toNanos());
            running = ledger.running(tokens);
        }
        return Math.min(running, acknowledged);
    }

    private void latency(BenchCell cell, double perSecond, List<Run> runs) throws IOException {
        if (perSecond <= 0) {
            return;
        }
        Cpu before = Cpu.of(cell);
        Answers answers = generator(cell).atRate(launches("latency-"), perSecond, rounds.length());
        details.put(
                "CPU µs per launch at half the rate",
                Cpu.of(cell).since(before).microsPer(Math.max(1, answers.acknowledged()), answers.cpu()));
        details.put("answers at half the rate", answers.statuses());
        for (double percentile : List.of(50.0, 99.0, 99.9)) {
            double millis = LaunchGenerator.millis(answers.latencies(), percentile);
            runs.add(new Run(
                    "latency, p%s at %.0f/s"
                            .formatted(percentile == 99.9 ? "99.9" : "%.0f".formatted(percentile), perSecond),
                    millis,
                    "ms",
                    List.of(millis, millis),
                    null,
                    null,
                    null));
        }
    }

    private void profile(BenchCell cell, Path directory) throws IOException {
        HotFrames.record(
                        Map.of("node", cell.node(), "fleet", cell.fleet()),
                        directory,
                        () -> generator(cell).asFastAsAnswered(launches("profile-"), rounds.length()))
                .forEach((jvm, frames) -> {
                    details.put("samples of the %s by part".formatted(jvm), frames.parts());
                    details.put("samples of the %s by method".formatted(jvm), frames.methods());
                });
    }

    private LaunchGenerator generator(BenchCell cell) {
        return new LaunchGenerator(cell.address(), options.clients(), clock);
    }

    private Requests launches(String tokens) {
        return Requests.launches(options.tenants(), tokens, new TypeDeck(SEED));
    }

    /** Terminates all there is, so that each round begins with empty hosts. */
    private void clear(BenchCell cell, LaunchLedger ledger) throws IOException, SQLException {
        List<Requests.Owned> running = ledger.running();
        Answers answers = generator(cell).asFastAsAnswered(Requests.terminations(running), LONGEST_CLEARING);
        progress.accept("firebreak: terminated %d instances, %.0f/s"
                .formatted(
                        answers.acknowledged(),
                        answers.acknowledged() * 1e9 / answers.took().toNanos()));
        long deadline = clock.nanos() + LONGEST_CLEARING.toNanos();
        while (ledger.living() > 0) {
            if (clock.nanos() > deadline) {
                throw new IOException("%d instances could not be terminated within %s, the first answer was: %s"
                        .formatted(ledger.living(), LONGEST_CLEARING, answers.firstRefusal()));
            }
            clock.waitUntil(clock.nanos() + LOOK_AGAIN.toNanos());
        }
        ledger.settle();
    }

    private static Run throughput(List<Double> rates, List<Double> peers) {
        double value = median(rates);
        List<Double> spread =
                List.of(least(rates), -least(rates.stream().map(rate -> -rate).toList()));
        if (peers.isEmpty()) {
            return new Run("durable launches", value, "/s", spread, null, null, null);
        }
        double peer = peers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return new Run("durable launches", value, "/s", spread, PEER, peer, value / peer);
    }

    private static double least(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    private static double median(List<Double> values) {
        return values.stream()
                .sorted()
                .skip((values.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
