package io.firebreak.chaos.fault;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The fault hooks of all nodes of a region. Nodes die and come back while a tenant is poisonous, and come back armed; so
 * both ways are tried on each node until it has confirmed.
 */
public final class PoisonHooks {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = 100_000_000L;
    private static final String ARM = "POST";
    private static final String DISARM = "DELETE";
    private static final int NOT_FOUND = 404;

    private final HttpClient http;
    private final NanoClock clock;
    private final List<URI> managementUrls;

    public PoisonHooks(HttpClient http, NanoClock clock, Collection<URI> managementUrls) {
        this.http = http;
        this.clock = clock;
        this.managementUrls = List.copyOf(managementUrls);
    }

    /** Arms the tenant on every node. */
    void arm(TenantId tenant, Duration patience) throws TimeoutException, InterruptedException {
        everywhere(ARM, tenant, patience);
    }

    /** Disarms the tenant on every node, waiting for those that are dead. */
    void disarm(TenantId tenant, Duration patience) throws TimeoutException, InterruptedException {
        everywhere(DISARM, tenant, patience);
    }

    private void everywhere(String method, TenantId tenant, Duration patience)
            throws TimeoutException, InterruptedException {
        long deadline = clock.nanos() + patience.toNanos();
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls = managementUrls.stream()
                    .<Callable<Boolean>>map(node -> () -> untilConfirmed(method, node, tenant, deadline))
                    .toList();
            List<Future<Boolean>> confirmed = nodes.invokeAll(calls, patience.toNanos(), TimeUnit.NANOSECONDS);
            for (int i = 0; i < confirmed.size(); i++) {
                if (!isTrue(confirmed.get(i))) {
                    throw new TimeoutException("%s of the poison of %s was not confirmed by %s within %s s"
                            .formatted(method, tenant, managementUrls.get(i), patience.toSeconds()));
                }
            }
        }
    }

    private static boolean isTrue(Future<Boolean> confirmed) throws InterruptedException {
        try {
            return !confirmed.isCancelled() && confirmed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fault hook could not be called", e);
        }
    }

    private boolean untilConfirmed(String method, URI node, TenantId tenant, long deadline)
            throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/actuator/poison/" + tenant))
                .timeout(CALL_TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        while (clock.nanos() < deadline) {
            try {
                int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 == 2 || (status == NOT_FOUND && method.equals(DISARM))) {
                    return true;
                }
                if (status == NOT_FOUND) {
                    throw new IllegalStateException(
                            "%s has no fault hooks: it must run with firebreak.chaos.enabled=true".formatted(node));
                }
            } catch (IOException _) {
                // A dead node: it comes back, and armed.
            }
            clock.waitUntil(clock.nanos() + PAUSE_NANOS);
        }
        return false;
    }
}
