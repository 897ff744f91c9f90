package io.firebreak.chaos.bench;

import io.firebreak.chaos.cli.Problems;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of {@code bench launch}. */
final class LaunchOptions {
    @Option(
            names = "--hosts-per-cell",
            paramLabel = "N",
            description = "launch: hosts of the cell, 100 to 10000; default: 10000.")
    private int hosts = 10_000;

    @Option(names = "--clients", paramLabel = "N", description = "launch: connections, 1 to 200; default: 64.")
    private int clients = 64;

    @Option(names = "--rounds", paramLabel = "N", description = "launch: measured rounds, 1 to 20; default: 3.")
    private int rounds = 3;

    @Option(names = "--seconds", paramLabel = "N", description = "launch: length of a round, 5 to 60; default: 20.")
    private int seconds = 20;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "launch: seconds of load before the first round, 0 to 120; default: 40.")
    private int warmUp = 40;

    void check(Problems problems) {
        problems.check("--hosts-per-cell", hosts, 100, 10_000, "");
        problems.check("--clients", clients, 1, 200, "");
        problems.check("--rounds", rounds, 1, 20, "");
        problems.check("--seconds", seconds, 5, 60, "");
        problems.check("--warm-up", warmUp, 0, 120, "");
    }

    int hosts() {
        return hosts;
    }

    int clients() {
        return clients;
    }

    int rounds() {
        return rounds;
    }

    Duration round() {
        return Duration.ofSeconds(seconds);
    }

    Duration warmUp() {
        return Duration.ofSeconds(warmUp);
    }
}
