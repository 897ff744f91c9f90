package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.cli.Problems;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code bench router} besides those it shares with other benchmarks. */
public final class RouterOptions {
    /** Fewer would leave cells without tenants. */
    private static final int FEWEST_TENANTS = 1_000;

    /** In fewer no cell would be killed. */
    private static final int FEWEST_IN_A_SOAK = 10_000;

    private static final int MOST_CONNECTIONS = 1_024;

    @Option(
            names = "--tenants",
            paramLabel = "N",
            description = "router: tenants of its table, 1000 to 2000000; default: 1000000.")
    private int tenants = 1_000_000;

    @Option(
            names = "--connections",
            paramLabel = "N",
            split = ",",
            description = "router: kept connections of the clients, one run each, 1 to 1024; default: 16,64,256.")
    private List<Integer> connections = List.of(16, 64, 256);

    @Option(
            names = "--event-loops",
            paramLabel = "N",
            split = ",",
            description = "router: event loops, threads or workers of each proxy, one run each, 1 to 8; default: 1,2.")
    private List<Integer> eventLoops = List.of(1, 2);

    @Option(
            names = "--parts",
            paramLabel = "PART",
            split = ",",
            description = "router: throughput, memory, update; default: all of them.")
    private List<String> parts = List.of();

    @Option(
            names = "--soak",
            paramLabel = "N",
            description = "router: nothing but N requests while cells are killed and restarted, 10000 to 1000000000;"
                    + " 50000000 take their time. Fails on any failed request, and when memory or connections grow.")
    private @Nullable Integer soak;

    @Option(names = "--seed", paramLabel = "N", description = "router: of the kills of a soak; default: 1.")
    private long seed = 1;

    @Option(
            names = "--peers",
            paramLabel = "PEER",
            split = ",",
            description = "router: nginx, haproxy, gateway or none; default: all of them.")
    private List<String> peers = List.of();

    public void check(Problems problems) {
        problems.check("--tenants", tenants, FEWEST_TENANTS, 2_000_000, "");
        problems.check("--soak", soak == null ? FEWEST_IN_A_SOAK : soak, FEWEST_IN_A_SOAK, 1_000_000_000, "");
        connections.forEach(count -> problems.check("--connections", count, 1, MOST_CONNECTIONS, ""));
        eventLoops.forEach(count -> problems.check("--event-loops", count, 1, 8, ""));
        parts.stream()
                .filter(part -> !isOneOf(Part.values(), part))
                .forEach(part ->
                        problems.add("--parts is '%s': it must be throughput, memory or update".formatted(part)));
        peers.stream()
                .filter(peer -> !isOneOf(Peer.values(), peer))
                .forEach(peer ->
                        problems.add("--peers is '%s': it must be nginx, haproxy, gateway or none".formatted(peer)));
    }

    private static boolean isOneOf(Enum<?>[] values, String name) {
        for (Enum<?> value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** What is measured. */
    enum Part {
        THROUGHPUT,
        MEMORY,
        UPDATE
    }

    /** What the router is measured beside. */
    enum Peer {
        NGINX,
        HAPROXY,
        GATEWAY,
        NONE
    }

    int tenants() {
        return tenants;
    }

    /** In order, each once. */
    List<Integer> connections() {
        return List.copyOf(new TreeSet<>(connections));
    }

    List<Integer> eventLoops() {
        return List.copyOf(new TreeSet<>(eventLoops));
    }

    /** How many requests a soak has; nothing when none is wanted. */
    public OptionalInt soak() {
        return soak == null ? OptionalInt.empty() : OptionalInt.of(soak);
    }

    long seed() {
        return seed;
    }

    boolean measures(Part part) {
        return parts.isEmpty() || parts.contains(part.name().toLowerCase(Locale.ROOT));
    }

    boolean measuresBeside(Peer peer) {
        return peers.isEmpty() || peers.contains(peer.name().toLowerCase(Locale.ROOT));
    }
}
