package io.firebreak.chaos.promise;

import static io.firebreak.chaos.promise.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promises 31 and 32: a key is revoked while calls go on, while a cell is dead, and while the directory dies after it. */
@Tag("full-load")
@ExtendWith(SharedRegion.class)
class RevocationIT {
    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Seed seed = Seed.of(RevocationIT.class);
    private final NanoClock clock = NanoClock.system();
    private final PromiseRegion region;

    RevocationIT(PromiseRegion region) {
        this.region = region;
    }

    /** An answer of a cell itself, past the router. */
    private record Seen(CellId cell, long begunNanos, int status) {}

    @Test
    void isRefusedInEveryCellWithinFiveSecondsWhileCallsGoOn() throws Exception {
        region.awaitReady();
        RegionFile.Tenant tenant = create("busy");
        AtomicBoolean over = new AtomicBoolean();
        Queue<Seen> seen = new ConcurrentLinkedQueue<>();
        long revokedAt;
        JsonCalls.Answer revoked;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            tenant.cells().forEach(cell -> callers.execute(() -> call(tenant, cell, over, seen)));
            eventually(
                    "every cell serves",
                    PATIENCE,
                    () -> tenant.cells().stream()
                            .allMatch(cell ->
                                    seen.stream().anyMatch(one -> one.cell().equals(cell) && one.status() == 200)));
            revokedAt = clock.nanos();
            revoked = region.asOperator().post("/admin/v1/tenants/%s:revoke".formatted(tenant.id()), Map.of());
            clock.waitUntil(revokedAt + PROMISED.plusSeconds(2).toNanos());
            over.set(true);
        }
        long lastServed = seen.stream()
                .filter(one -> one.status() == 200)
                .mapToLong(Seen::begunNanos)
                .max()
                .orElseThrow();
        System.out.printf(
                "revocation under %d calls: confirmed %s; the last call that was served began %d ms after it%n",
                seen.size(), revoked.body().path("confirmed"), TimeUnit.NANOSECONDS.toMillis(lastServed - revokedAt));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.body().path("unconfirmed")).isEmpty();
        assertThat(revoked.body().path("confirmed")).hasSize(2);
        assertThat(Duration.ofNanos(lastServed - revokedAt)).isLessThan(PROMISED);
        assertThat(seen)
                .filteredOn(one -> one.begunNanos() > revokedAt + PROMISED.toNanos())
                .isNotEmpty()
                .allMatch(one -> one.status() == 401);
        assertThat(region.asTenant(tenant).get("/v1/instances").status()).isEqualTo(401);
    }

    @Test
    void aCellThatWasDeadIsNamedAndLearnsItFromTheOtherCellWhenTheDirectoryIsDead() {
        region.awaitReady();
        RegionFile.Tenant tenant = create("away");
        CellId dead = tenant.cells().getFirst();
        CellId alive = tenant.cells().getLast();
        List<ProcessName> node = List.of(ProcessName.node(dead, 1));
        List<ProcessName> directory = List.of(ProcessName.directory());
        region.control().kill(node, true);
        try {
            long revokedAt = clock.nanos();
            JsonCalls.Answer revoked =
                    region.asOperator().post("/admin/v1/tenants/%s:revoke".formatted(tenant.id()), Map.of());
            assertThat(revoked.status()).isEqualTo(202);
            assertThat(revoked.body().path("confirmed").toString()).isEqualTo("[\"%s\"]".formatted(alive));
            assertThat(revoked.body().path("unconfirmed").toString()).isEqualTo("[\"%s\"]".formatted(dead));
            assertThat(statusOf(tenant, alive)).isEqualTo(401);
            assertThat(Duration.ofNanos(clock.nanos() - revokedAt)).isLessThan(PROMISED.plusSeconds(3));

            region.control().kill(directory, true);
            region.control().release(node);
            eventually("the cell refuses the key", PATIENCE, () -> {
                int status = statusOf(tenant, dead);
                assertThat(status).isNotEqualTo(200);
                return status == 401;
            });
        } finally {
            region.control().release(directory);
            region.control().release(node);
            region.awaitReady();
        }
        eventually(
                "all cells have confirmed",
                PATIENCE,
                () -> region.asOperator()
                        .get("/admin/v1/tenants/%s/keys".formatted(tenant.id()))
                        .body()
                        .path("unconfirmed")
                        .isEmpty());
    }

    private RegionFile.Tenant create(String name) {
        String id = "%s-%s".formatted(name, Long.toString(seed.value() & 0xffffff, Character.MAX_RADIX));
        JsonCalls.Answer answer =
                region.asOperator().post("/admin/v1/tenants", Map.of("tenants", List.of(Map.of("id", id))));
        assertThat(answer.isGood()).as("%s", answer.body()).isTrue();
        var created = answer.body().path("tenants").get(0);
        RegionFile.Tenant tenant = new RegionFile.Tenant(
                new TenantId(id),
                created.path("key").asString(),
                created.path("cells")
                        .valueStream()
                        .map(cell -> new CellId(cell.asString()))
                        .toList());
        tenant.cells()
                .forEach(cell -> eventually(cell + " serves " + id, PATIENCE, () -> statusOf(tenant, cell) == 200));
        return tenant;
    }

    private void call(RegionFile.Tenant tenant, CellId cell, AtomicBoolean over, Queue<Seen> seen) {
        while (!over.get()) {
            long begun = clock.nanos();
            seen.add(new Seen(cell, begun, statusOf(tenant, cell)));
            clock.waitUntil(clock.nanos() + BETWEEN_CALLS.toNanos());
        }
    }

    /** What a cell itself says to the tenant's key; 0 when it does not answer. */
    private int statusOf(RegionFile.Tenant tenant, CellId cell) {
        try {
            return region.asTenantOf(region.node(cell), tenant)
                    .get("/v1/instances")
                    .status();
        } catch (RegionUnreachableException away) {
            return 0;
        }
    }
}
