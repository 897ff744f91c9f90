package io.firebreak.chaos.promise;

import static io.firebreak.chaos.promise.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Promise 22: tenants move under load through two routers, of which one never hears of it but from cells, while the directory
 * is killed. Each retry of a launch goes to the other router.
 */
@Tag("full-load")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(SharedRegion.class)
class MoveUnderLoadIT {
    private static final int TENANTS = 4;
    private static final int CLIENTS = 2;
    private static final int ATTEMPTS = 6;
    private static final Duration BETWEEN_LAUNCHES = Duration.ofMillis(250);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(150);
    private static final Duration MOVED = Duration.ofMinutes(3);
    private static final Duration LISTED = Duration.ofSeconds(60);
    private static final ProcessName DIRECTORY = ProcessName.directory();

    private final Seed seed = Seed.of(MoveUnderLoadIT.class);
    private final Ledger ledger = new Ledger();
    private final NanoClock clock = NanoClock.system();
    private final ConcurrentLinkedQueue<ClientLaunch> launches = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> shortLists = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wholeLists = new AtomicInteger();
    private final AtomicInteger partialLists = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final PromiseRegion region;
    private final LaunchClient client;

    MoveUnderLoadIT(PromiseRegion region) {
        this.region = region;
        this.client = new LaunchClient(region.http(), ledger, InstantSource.system());
    }

    @Test
    void losesAndDoublesNothingAndListsAllWhileTenantsMove() throws Exception {
        region.awaitReady();
        List<RegionFile.Tenant> tenants = create();
        awaitServed(tenants);
        List<URI> routers;
        int kills;
        try (SecondRouter late = new SecondRouter(region);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            routers = List.of(region.router(), late.url());
            for (RegionFile.Tenant tenant : tenants) {
                for (int i = 0; i < CLIENTS; i++) {
                    int number = i;
                    clients.execute(() -> load(tenant, routers, number));
                }
            }
            kills = moveAll(tenants);
            clock.waitUntil(clock.nanos() + Duration.ofSeconds(3).toNanos());
            over.set(true);
            clients.shutdown();
            assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            everyTokenIsAnsweredTheSameByBoth(tenants, routers);
        }
        AuditResult audit = region.audit(ledger);
        System.out.printf(
                "moves: %d with %d kills of the directory; launches %d, settled %d, attempts %s; lists whole %d, partial %d;"
                        + " lost %d, doubled %d, unsettled %d%n",
                TENANTS,
                kills,
                launches.size(),
                launches.stream().filter(ClientLaunch::isSettled).count(),
                ClientLaunch.answers(List.copyOf(launches)),
                wholeLists.get(),
                partialLists.get(),
                audit.lostInstances(),
                audit.duplicateInstances(),
                audit.unsettledTokens());

        assertThat(launches.stream().filter(ClientLaunch::isSettled)).hasSizeGreaterThan(100);
        assertThat(launches).allMatch(launch -> launch.settledSets().size() <= 1);
        assertThat(launches).allMatch(ClientLaunch::isAcknowledged);
        assertThat(shortLists).isEmpty();
        assertThat(wholeLists.get()).isGreaterThan(50);
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.lostInstances()).isZero();
        assertThat(audit.duplicateInstances()).isZero();
        assertThat(audit.unsettledTokens()).isZero();
    }

    private List<RegionFile.Tenant> create() {
        String run = Long.toString(seed.value() & 0xffffff, Character.MAX_RADIX);
        JsonCalls.Answer answer = region.asOperator()
                .post(
                        "/admin/v1/tenants",
                        Map.of(
                                "tenants",
                                IntStream.range(0, TENANTS)
                                        .mapToObj(i -> Map.of("id", "mover-%s-%d".formatted(run, i)))
                                        .toList()));
        assertThat(answer.isGood()).as("%s", answer.body()).isTrue();
        return answer.body()
                .path("tenants")
                .valueStream()
                .map((JsonNode tenant) -> new RegionFile.Tenant(
                        new TenantId(tenant.path("id").asString()),
                        tenant.path("key").asString(),
                        tenant.path("cells")
                                .valueStream()
                                .map(cell -> new CellId(cell.asString()))
                                .toList()))
                .toList();
    }

    private void awaitServed(List<RegionFile.Tenant> tenants) {
        tenants.forEach(tenant -> eventually(
                tenant.id() + " is served",
                LISTED,
                () -> region.asTenant(tenant).get("/v1/shard").isGood()));
    }

    /** Moves each to the region's third cell instead of one of its two, and kills the directory between the steps. */
    private int moveAll(List<RegionFile.Tenant> tenants) {
        SplittableRandom chance = seed.random();
        int kills = 0;
        for (RegionFile.Tenant tenant : tenants) {
            CellId leaving = tenant.cells().get(chance.nextInt(2));
            CellId joining = region.cells().stream()
                    .filter(cell -> !tenant.cells().contains(cell))
                    .findFirst()
                    .orElseThrow();
            Map<String, String> move = Map.of("replace", leaving.value(), "with", joining.value());
            eventually("the directory takes the move", MOVED, () -> begin(tenant, move));
            if (chance.nextInt(3) != 0) {
                clock.waitUntil(
                        clock.nanos() + chance.nextLong(Duration.ofMillis(400).toNanos()));
                region.control().kill(List.of(DIRECTORY), false);
                kills++;
            }
            eventually("the move is in the table", MOVED, () -> isOpen(tenant));
        }
        eventually(
                "the directory is back", MOVED, () -> region.process(DIRECTORY).state() == ProcessState.READY);
        return kills;
    }

    private boolean begin(RegionFile.Tenant tenant, Map<String, String> move) {
        try {
            return region.asOperator()
                    .post("/admin/v1/tenants/%s:move".formatted(tenant.id()), move)
                    .isGood();
        } catch (RegionUnreachableException killed) {
            return false;
        }
    }

    private boolean isOpen(RegionFile.Tenant tenant) {
        try {
            return "open"
                    .equals(region.asOperator()
                            .get("/admin/v1/tenants/%s/moves".formatted(tenant.id()))
                            .body()
                            .path("moves")
                            .path(0)
                            .path("phase")
                            .asString(""));
        } catch (RegionUnreachableException killed) {
            return false;
        }
    }

    /** Launches, and lists what was launched and acknowledged by this client before. */
    private void load(RegionFile.Tenant tenant, List<URI> routers, int number) {
        Set<InstanceId> mine = new HashSet<>();
        for (int round = 0; !over.get(); round++) {
            String token = "move-%d-%d".formatted(number, round);
            ClientLaunch launch = launch(tenant, token, routers, round);
            launches.add(launch);
            if (launch.isSettled()) {
                mine.addAll(launch.settledSets().iterator().next());
            }
            look(tenant, routers.get(round % 2), mine);
            clock.waitUntil(clock.nanos() + BETWEEN_LAUNCHES.toNanos());
        }
    }

    private ClientLaunch launch(RegionFile.Tenant tenant, String token, List<URI> routers, int round) {
        List<ClientLaunch.Attempt> attempts = new ArrayList<>();
        do {
            if (!attempts.isEmpty()) {
                clock.waitUntil(clock.nanos() + BETWEEN_ATTEMPTS.toNanos());
            }
            attempts.add(client.launch(routers.get((round + attempts.size()) % 2), tenant, token, "c5.large"));
        } while (attempts.size() < ATTEMPTS && !attempts.getLast().answer().isSettled());
        return new ClientLaunch(tenant, new LaunchToken(tenant.id(), token), "c5.large", attempts);
    }

    private void look(RegionFile.Tenant tenant, URI router, Set<InstanceId> expected) {
        Set<InstanceId> listed = new HashSet<>();
        String cursor = "";
        do {
            JsonCalls.Answer page;
            try {
                page = region.asTenantOf(router, tenant).get("/v1/instances?limit=1000" + cursor);
            } catch (RegionUnreachableException late) {
                return;
            }
            if (!page.isGood() || page.body().path("partial").asBoolean(true)) {
                partialLists.incrementAndGet();
                return;
            }
            page.body()
                    .path("instances")
                    .forEach(instance ->
                            listed.add(new InstanceId(instance.path("id").asString())));
            String next = page.body().path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        wholeLists.incrementAndGet();
        Set<InstanceId> missing = new HashSet<>(expected);
        missing.removeAll(listed);
        if (!missing.isEmpty()) {
            shortLists.add("%s through %s lacks %s".formatted(tenant.id(), router, missing));
        }
    }

    /** Also of launches of before the move: what was answered then is answered now. */
    private void everyTokenIsAnsweredTheSameByBoth(List<RegionFile.Tenant> tenants, List<URI> routers) {
        for (RegionFile.Tenant tenant : tenants) {
            launches.stream()
                    .filter(launch -> launch.tenant().equals(tenant) && launch.isSettled())
                    .limit(20)
                    .forEach(launch -> routers.forEach(router -> assertThat(client.insistOnSettled(
                                            router, tenant, launch.token().token(), "c5.large")
                                    .instances())
                            .as("%s through %s", launch.token(), router)
                            .isEqualTo(launch.settledSets().iterator().next())));
        }
    }
}
