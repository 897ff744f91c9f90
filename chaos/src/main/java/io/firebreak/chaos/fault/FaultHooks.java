package io.firebreak.chaos.fault;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.ProcessName;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The fault hooks of all nodes of a region, and of its network. Nodes die and come back while a tenant is poisonous, and come back armed; so
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
    private final Map<ProcessName, URI> managementUrls;
    private final NetworkHooks network;

    FaultHooks(HttpClient http, NanoClock clock, Map<ProcessName, URI> managementUrls) {
        this(http, clock, managementUrls, new NetworkHooks(http, clock, null));
    }

    FaultHooks(HttpClient http, NanoClock clock, Map<ProcessName, URI> managementUrls, NetworkHooks network) {
        this.network = network;
        this.http = http;
        this.clock = clock;
        this.managementUrls = new LinkedHashMap<>(managementUrls);
    }

    /** The hooks of a region. */
    public static FaultHooks of(HttpClient http, NanoClock clock, RegionFile file) {
        Map<ProcessName, URI> nodes = new LinkedHashMap<>();
        for (RegionFile.Cell cell : file.cells()) {
            for (int i = 0; i < cell.nodes().size(); i++) {
                nodes.put(
                        ProcessName.node(cell.id(), i + 1), cell.nodes().get(i).managementUrl());
            }
        }
        return new FaultHooks(http, clock, nodes, new NetworkHooks(http, clock, file.network()));
    }

    /** Those of the wires between processes. */
    NetworkHooks network() {
        return network;
    }

    /** Arms the tenant on every node. */
    void arm(TenantId tenant, Duration patience) throws TimeoutException, InterruptedException {
        onAll(managementUrls.keySet(), new Call(SET, "/actuator/poison/" + tenant, ""), patience);
    }

    /** Disarms the tenant on every node, waiting for those that are dead. */
    void disarm(TenantId tenant, Duration patience) throws TimeoutException, InterruptedException {
        onAll(managementUrls.keySet(), new Call(CLEAR, "/actuator/poison/" + tenant, ""), patience);
    }

    /** Makes nodes gray. */
    void gray(Collection<ProcessName> nodes, Means.Gray shares, Duration patience)
            throws TimeoutException, InterruptedException {
        String body =
                String.format(Locale.ROOT, "{\"errors\":\"%s\",\"stalls\":\"%s\"}", shares.errors(), shares.stalls());
        onAll(nodes, new Call(SET, "/actuator/gray", body), patience);
    }

    /** Makes nodes well again, waiting for those that are dead. */
    void heal(Collection<ProcessName> nodes, Duration patience) throws TimeoutException, InterruptedException {
        onAll(nodes, new Call(CLEAR, "/actuator/gray", ""), patience);
    }

    /** What every node is told. */
    private record Call(String method, String path, String body) {
        HttpRequest to(URI node) {
            return HttpRequest.newBuilder(node.resolve(path))
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
        List<URI> nodes = names.stream().map(this::url).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls = nodes.stream()
                    .<Callable<Boolean>>map(node -> () -> untilConfirmed(call, node, deadline))
                    .toList();
            List<Future<Boolean>> confirmed = threads.invokeAll(calls, patience.toNanos(), TimeUnit.NANOSECONDS);
            for (int i = 0; i < confirmed.size(); i++) {
                if (!isTrue(confirmed.get(i))) {
                    throw new TimeoutException("%s was not confirmed by %s within %s s"
                            .formatted(call, nodes.get(i), patience.toSeconds()));
                }
            }
        }
    }

    private URI url(ProcessName node) {
        URI url = managementUrls.get(node);
        if (url == null) {
            throw new IllegalArgumentException("there is no node " + node);
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
                            "%s has no fault hooks: it must run with firebreak.chaos.enabled=true".formatted(node));
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
