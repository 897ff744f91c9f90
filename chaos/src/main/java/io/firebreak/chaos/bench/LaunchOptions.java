package io.firebreak.chaos.bench;

import io.firebreak.chaos.cli.Problems;
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

    @Option(
            names = "--launching-tenants",
            paramLabel = "N",
            description = "launch: tenants the launches are of, in turn, 1 to 1000; default: 100.")
    private int tenants = 100;

    void check(Problems problems) {
        problems.check("--hosts-per-cell", hosts, 100, 10_000, "");
        problems.check("--clients", clients, 1, 200, "");
        problems.check("--launching-tenants", tenants, 1, 1_000, "");
    }

    int hosts() {
        return hosts;
    }

    int clients() {
        return clients;
    }

    BenchTenants tenants() {
        return new BenchTenants(tenants);
    }
}
