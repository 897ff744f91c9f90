package io.firebreak.chaos.compare;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.audit.Auditor;
import io.firebreak.chaos.audit.LiveInstances;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Makes a region that had a day ready for another: what the tenants of earlier days still have is terminated, and new
 * tenants are taken in, so that their shards are drawn anew. The earlier tenants stay, idle.
 */
final class FreshTenants {
    /** The directory takes at most 1,000 at once. */
    private static final int BATCH = 500;

    /** Enough to keep the cells busy without shedding. */
    private static final int TERMINATES_AT_ONCE = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 250_000_000L;

    private final RegionFile region;
    private final HttpClient http;
    private final NanoClock clock;

    FreshTenants(RegionFile region, HttpClient http, NanoClock clock) {
        this.region = region;
        this.http = http;
        this.clock = clock;
    }

    /**
     * Terminates everything the given tenants have, and returns when no instance is live. Hosts may still be giving room back:
     * the audit of the next day waits for them, and no day needs the room of two.
     */
    void clear(List<RegionFile.Tenant> tenants) throws IOException, InterruptedException {
        Map<TenantId, RegionFile.Tenant> known =
                tenants.stream().collect(Collectors.toMap(RegionFile.Tenant::id, Function.identity()));
        Auditor auditor = new Auditor(http, clock);
        long deadline = clock.nanos() + PATIENCE.toNanos();
        LiveInstances live = auditor.live(region);
        while (!live.ofTenant().isEmpty()) {
            if (clock.nanos() > deadline) {
                throw new IOException("the instances of an earlier day were not gone after %s s, %d tenants have some"
                        .formatted(PATIENCE.toSeconds(), live.ofTenant().size()));
            }
            terminate(live, known);
            clock.waitUntil(clock.nanos() + POLL_NANOS);
            live = auditor.live(region);
        }
    }

    private void terminate(LiveInstances live, Map<TenantId, RegionFile.Tenant> known) {
        try (ExecutorService workers = Executors.newFixedThreadPool(
                TERMINATES_AT_ONCE, Thread.ofVirtual().factory())) {
            live.ofTenant().forEach((id, instances) -> {
                RegionFile.Tenant tenant = known.get(id);
                if (tenant != null) {
                    JsonCalls calls = JsonCalls.to(http, region.router().url(), tenant.key());
                    instances.forEach(instance -> workers.execute(() -> terminate(calls, instance)));
                }
            });
        }
    }

    /** What fails is tried again with the next look at what is live. */
    private static void terminate(JsonCalls calls, InstanceId instance) {
        try {
            calls.delete("/v1/instances/" + instance);
        } catch (RegionUnreachableException _) {
            return;
        }
    }

    /** New tenants {@code d<day>-001} and on; {@link #awaitServed} says when they are served. */
    List<RegionFile.Tenant> enrol(int day, int count) throws IOException {
        JsonCalls directory =
                JsonCalls.to(http, region.directory().url(), region.directory().adminToken());
        List<RegionFile.Tenant> tenants = new ArrayList<>();
        for (int first = 1; first <= count; first += BATCH) {
            List<Map<String, String>> batch = new ArrayList<>();
            for (int number = first; number < Math.min(first + BATCH, count + 1); number++) {
                batch.add(Map.of("id", "d%d-%03d".formatted(day, number)));
            }
            JsonCalls.Answer answer = directory.post("/admin/v1/tenants", Map.of("tenants", batch));
            if (!answer.isGood()) {
                throw new IOException(
                        "the directory answered %d to new tenants: %s".formatted(answer.status(), answer.body()));
            }
            answer.body().path("tenants").forEach(tenant -> tenants.add(tenant(tenant)));
        }
        return tenants;
    }

    private static RegionFile.Tenant tenant(JsonNode tenant) {
        return new RegionFile.Tenant(
                new TenantId(tenant.path("id").asString()),
                tenant.path("key").asString(),
                tenant.path("cells")
                        .valueStream()
                        .map(JsonNode::asString)
                        .map(CellId::new)
                        .toList());
    }

    /** Returns when every router serves all tenants there are. */
    void awaitServed() throws IOException {
        int expected = JsonCalls.to(
                        http, region.directory().url(), region.directory().adminToken())
                .get("/admin/v1/tenants")
                .body()
                .path("tenants")
                .size();
        long deadline = clock.nanos() + PATIENCE.toNanos();
        for (RegionFile.App router : region.routers()) {
            JsonCalls calls = JsonCalls.to(http, router.managementUrl(), region.internalSecret());
            while (calls.get("/actuator/routingtable").body().path("tenants").asInt(0) < expected) {
                if (clock.nanos() > deadline) {
                    throw new IOException(
                            "a router does not serve the new tenants after %s s".formatted(PATIENCE.toSeconds()));
                }
                clock.waitUntil(clock.nanos() + POLL_NANOS);
            }
        }
    }
}
