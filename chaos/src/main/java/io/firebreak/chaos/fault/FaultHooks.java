package io.firebreak.chaos.fault;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionControl;
import io.firebreak.chaos.region.RegionFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The fault hooks of all nodes and fleets of a region, and of its network. Nodes die and come back while a tenant is poisonous, and come back armed; so
 * both ways are tried on each node until it has confirmed.
 */
public final class FaultHooks {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = 100_000_000L;
    private static final String SET = "POST";
    private static final String CLEAR = "DELETE";
    private static final int NOT_FOUND = 404;
    private static final int BAD_CALL = 4;

    private final HttpClient http;
    private final NanoClock clock;
    private final Map<ProcessName, URI> nodes;
    private final Map<ProcessName, URI> fleets;
    private final List<URI> routers;
    private final NetworkHooks network;

    FaultHooks(
            HttpClient http,
            NanoClock clock,
            Map<ProcessName, URI> nodes,
            Map<ProcessName, URI> fleets,
            List<URI> routers,
            NetworkHooks network) {
        this.network = network;
        this.routers = List.copyOf(routers);
        this.http = http;
        this.clock = clock;
        this.nodes = new LinkedHashMap<>(nodes);
        this.fleets = new LinkedHashMap<>(fleets);
    }

    /** The hooks of a region. */
    public static FaultHooks of(HttpClient http, NanoClock clock, RegionFile file) {
        Map<ProcessName, URI> nodes = new LinkedHashMap<>();
        Map<ProcessName, URI> fleets = new LinkedHashMap<>();
        for (RegionFile.Cell cell : file.cells()) {
            fleets.put(ProcessName.fleet(cell.id()), cell.fleet().managementUrl());
            for (int i = 0; i < cell.nodes().size(); i++) {
                nodes.put(
                        ProcessName.node(cell.id(), i + 1), cell.nodes().get(i).managementUrl());
            }
        }
        return new FaultHooks(
                http,
                clock,
                nodes,
                fleets,
                file.routers().stream().map(RegionFile.App::managementUrl).toList(),
                new NetworkHooks(http, clock, file.network()));
    }

    /** Those of the wires between processes. */
    NetworkHooks network() {
        return network;
    }

    /** Arms the tenant on every node. */
    void arm(TenantId tenant, Duration patience) throws TimeoutException, InterruptedException {
        onAll(nodes.keySet(), new Call(SET, "/actuator/poison/" + tenant, ""), patience);
    }

    /** Disarms the tenant on every node, waiting for those that are dead. */
    void disarm(TenantId tenant, Duration patience) throws TimeoutException, InterruptedException {
        onAll(nodes.keySet(), new Call(CLEAR, "/actuator/poison/" + tenant, ""), patience);
    }

    /** Makes nodes gray. */
    void gray(Collection<ProcessName> names, Means.Gray shares, Duration patience)
            throws TimeoutException, InterruptedException {
        String body =
                String.format(Locale.ROOT, "{\"errors\":\"%s\",\"stalls\":\"%s\"}", shares.errors(), shares.stalls());
        onAll(names, new Call(SET, "/actuator/gray", body), patience);
    }

    /** Makes nodes well again, waiting for those that are dead. */
    void heal(Collection<ProcessName> names, Duration patience) throws TimeoutException, InterruptedException {
        onAll(names, new Call(CLEAR, "/actuator/gray", ""), patience);
    }

    /** Puts the clocks of nodes off. */
    void skew(Collection<ProcessName> names, Duration by, Duration patience)
            throws TimeoutException, InterruptedException {
        onAll(names, new Call(SET, "/actuator/clock", "{\"by\":\"%s\"}".formatted(by)), patience);
    }

    /** Puts them right, waiting for nodes that are dead. */
    void setRight(Collection<ProcessName> names, Duration patience) throws TimeoutException, InterruptedException {
        onAll(names, new Call(CLEAR, "/actuator/clock", ""), patience);
    }

    /** A roll-out whose gate asks the routers. */
    RollOut rollOut(RollOutPlan plan, RegionControl control, Progress progress) {
        return new RollOut(plan, control, new RouterMetrics(http, routers)::callsOf, clock, progress);
    }

    /** Takes power from hosts. */
    void cutPower(Collection<PowerFeed> feeds, Duration patience) throws TimeoutException, InterruptedException {
        onFeeds(SET, feeds, patience);
    }

    /** Gives it back. */
    void restorePower(Collection<PowerFeed> feeds, Duration patience) throws TimeoutException, InterruptedException {
        onFeeds(CLEAR, feeds, patience);
    }

    private void onFeeds(String method, Collection<PowerFeed> feeds, Duration patience)
            throws TimeoutException, InterruptedException {
        Map<String, List<ProcessName>> byName = feeds.stream()
                .collect(Collectors.groupingBy(
                        PowerFeed::feed, TreeMap::new, Collectors.mapping(PowerFeed::fleet, Collectors.toList())));
        for (Map.Entry<String, List<ProcessName>> feed : byName.entrySet()) {
            onAll(feed.getValue(), new Call(method, "/actuator/power/" + feed.getKey(), ""), patience);
        }
    }

    /** What each process is told. */
    private record Call(String method, String path, String body) {
        HttpRequest to(URI process) {
            return HttpRequest.newBuilder(process.resolve(path))
                    .timeout(CALL_TIMEOUT)
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body))
                    .build();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private void onAll(Collection<ProcessName> names, Call call, Duration patience)
            throws TimeoutException, InterruptedException {
        long deadline = clock.nanos() + patience.toNanos();
        List<URI> processes = names.stream().map(this::url).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls = processes.stream()
                    .<Callable<Boolean>>map(process -> () -> untilConfirmed(call, process, deadline))
                    .toList();
            List<Future<Boolean>> confirmed = threads.invokeAll(calls, patience.toNanos(), TimeUnit.NANOSECONDS);
            for (int i = 0; i < confirmed.size(); i++) {
                if (!isTrue(confirmed.get(i))) {
                    throw new TimeoutException("%s was not confirmed by %s within %s s"
                            .formatted(call, processes.get(i), patience.toSeconds()));
                }
            }
        }
    }

    private URI url(ProcessName process) {
        URI url = nodes.containsKey(process) ? nodes.get(process) : fleets.get(process);
        if (url == null) {
            throw new IllegalArgumentException("there is no node or fleet " + process);
        }
        return url;
    }

    private static boolean isTrue(Future<Boolean> confirmed) throws InterruptedException {
        try {
            return !confirmed.isCancelled() && confirmed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fault hook could not be called", e);
        }
    }

    private boolean untilConfirmed(Call call, URI node, long deadline) throws InterruptedException {
        HttpRequest request = call.to(node);
        while (clock.nanos() < deadline) {
            try {
                int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 == 2 || (status == NOT_FOUND && call.method().equals(CLEAR))) {
                    return true;
                }
                if (status == NOT_FOUND) {
                    throw new IllegalStateException(
                            "%s does not know %s: it must run with firebreak.chaos.enabled=true, and have what is named"
                                    .formatted(node, call));
                }
                if (status / 100 == BAD_CALL) {
                    throw new IllegalStateException("%s answered %d to %s".formatted(node, status, call));
                }
            } catch (IOException _) {
                // A dead node: it comes back, and armed.
            }
            clock.waitUntil(clock.nanos() + PAUSE_NANOS);
        }
        return false;
    }
}
