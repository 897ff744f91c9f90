package io.firebreak.chaos.compare;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Has a region that was there before take in the tenants of a game day, or finds them there after an earlier one. */
final class GuestTenants {
    /** The directory takes at most 1,000 at once. */
    private static final int BATCH = 500;

    /** A directory that has just started on a busy machine; then the cells must confirm, and the routers learn of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long POLL_NANOS = 500_000_000L;
    private static final String TENANTS = "/admin/v1/tenants";

    private final RegionFile region;
    private final HttpClient http;
    private final NanoClock clock;
    private final JsonCalls directory;

    /** @param http of the region's operator */
    GuestTenants(RegionFile region, HttpClient http, NanoClock clock) {
        this.region = region;
        this.http = http;
        this.clock = clock;
        this.directory =
                JsonCalls.to(http, region.directory().url(), region.directory().adminToken());
    }

    /** Named as those of a local region, {@code t-001} and on, so that the same files aim at the same names. */
    static List<TenantId> names(int count) {
        int digits = Math.max(3, Integer.toString(count).length());
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new TenantId(("t-%0" + digits + "d").formatted(number)))
                .toList();
    }

    /** What the directory says of a tenant. */
    private record Known(boolean active, List<CellId> cells) {}

    /**
     * So many tenants, once every router serves them.
     *
     * @throws IOException when the directory refuses, or it takes too long
     */
    List<RegionFile.Tenant> enrol(int count, KeptTenants kept) throws IOException {
        List<TenantId> names = names(count);
        Set<TenantId> before = known().keySet();
        Map<TenantId, String> keys = kept.keysOf(names, before);
        create(names.stream().filter(name -> !before.contains(name)).toList(), keys);
        until("all tenants are active", () -> areActive(names, known()));
        Map<TenantId, Known> all = known();
        for (RegionFile.App router : region.routers()) {
            JsonCalls calls = JsonCalls.to(http, router.managementUrl(), region.internalSecret());
            until("every router serves them", () -> serves(calls, all.size()));
        }
        return names.stream()
                .map(name -> new RegionFile.Tenant(
                        name,
                        Objects.requireNonNull(keys.get(name)),
                        Objects.requireNonNull(all.get(name)).cells()))
                .toList();
    }

    private static boolean areActive(List<TenantId> names, Map<TenantId, Known> known) {
        return names.stream().map(known::get).allMatch(tenant -> tenant != null && tenant.active());
    }

    private Map<TenantId, Known> known() {
        JsonCalls.Answer answer = directory.get(TENANTS);
        if (!answer.isGood()) {
            throw new RegionUnreachableException(
                    "the directory answered %d to its operator: %s".formatted(answer.status(), answer.body()));
        }
        Map<TenantId, Known> known = new HashMap<>();
        answer.body()
                .path("tenants")
                .forEach(tenant -> known.put(new TenantId(tenant.path("id").asString()), known(tenant)));
        return known;
    }

    private static Known known(JsonNode tenant) {
        return new Known(
                tenant.path("state").asString("").equals("active"),
                tenant.path("cells")
                        .valueStream()
                        .map(JsonNode::asString)
                        .map(CellId::new)
                        .toList());
    }

    private void create(List<TenantId> names, Map<TenantId, String> keys) throws IOException {
        for (int from = 0; from < names.size(); from += BATCH) {
            List<Map<String, String>> batch = names.subList(from, Math.min(from + BATCH, names.size())).stream()
                    .map(name -> Map.of("id", name.value(), "key", Objects.requireNonNull(keys.get(name))))
                    .toList();
            JsonCalls.Answer answer = directory.post(TENANTS, Map.of("tenants", batch));
            if (!answer.isGood()) {
                throw new IOException("the directory answered %d to new tenants: %s"
                        .formatted(answer.status(), answer.body().path("detail").asString("")));
            }
        }
    }

    private static boolean serves(JsonCalls router, int tenants) {
        JsonCalls.Answer answer = router.get("/actuator/routingtable");
        return answer.isGood() && answer.body().path("tenants").asInt(0) >= tenants;
    }

    private void until(String what, BooleanSupplier condition) throws IOException {
        long deadline = clock.nanos() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (clock.nanos() > deadline) {
                throw new IOException("waited %d s in vain until %s".formatted(PATIENCE.toSeconds(), what));
            }
            clock.waitUntil(clock.nanos() + POLL_NANOS);
        }
    }
}
