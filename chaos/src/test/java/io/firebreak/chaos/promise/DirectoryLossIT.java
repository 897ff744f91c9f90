package io.firebreak.chaos.promise;

import static io.firebreak.chaos.promise.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.RegionFile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 5: the directory and its database dead, then the router killed too, which starts again from its disk. */
@ExtendWith(SharedRegion.class)
class DirectoryLossIT {
    private static final List<ProcessName> DIRECTORY =
            List.of(ProcessName.directory(), ProcessName.directoryDatabase());
    private static final ProcessName ROUTER = ProcessName.router(1);
    private static final Duration RESTART = Duration.ofMinutes(1);
    private static final Duration SERVED = Duration.ofSeconds(10);

    private final PromiseRegion region;
    private final Ledger ledger = new Ledger();
    private final LaunchClient client;
    private final Map<RegionFile.Tenant, List<InstanceId>> launched = new HashMap<>();

    DirectoryLossIT(PromiseRegion region) {
        this.region = region;
        this.client = new LaunchClient(region.http(), ledger, InstantSource.system());
    }

    @Test
    void knownTenantsAreServedWithoutADirectoryAlsoByARouterStartedAfterItDied() throws Exception {
        region.awaitReady();
        region.control().kill(DIRECTORY, true);
        try {
            everyTenantLaunchesAndLists("orphaned");

            NanoClock clock = NanoClock.system();
            long begin = clock.nanos();
            int restarts = region.process(ROUTER).restarts();
            region.control().kill(List.of(ROUTER), false);
            eventually(
                    "the router is ready again",
                    RESTART,
                    () -> region.process(ROUTER).state().equals(ProcessState.READY));
            long millis = TimeUnit.NANOSECONDS.toMillis(clock.nanos() - begin);

            assertThat(region.process(ROUTER).restarts()).isEqualTo(restarts + 1);
            everyTenantLaunchesAndLists("from-disk");
            assertThat(DIRECTORY).allMatch(name -> region.process(name).state() == ProcessState.HELD);
            System.out.printf(
                    "directory dead: %d tenants served; by a router killed and restarted without it after %d ms%n",
                    region.tenants().size(), millis);
        } finally {
            region.control().release(DIRECTORY);
            region.awaitReady();
        }
        AuditResult audit = region.audit(ledger);
        assertThat(audit.findings()).isEmpty();
    }

    private void everyTenantLaunchesAndLists(String token) {
        for (RegionFile.Tenant tenant : region.tenants()) {
            List<InstanceId> mine = launched.computeIfAbsent(tenant, _ -> new ArrayList<>());
            mine.addAll(
                    client.insist(region.router(), tenant, token, "c5.large").instances());
            eventually("a whole list for " + tenant.id(), SERVED, () -> hasWholeList(tenant));
            for (InstanceId instance : mine) {
                eventually(
                        "a description of " + instance,
                        SERVED,
                        () -> region.asTenant(tenant)
                                .get("/v1/instances/" + instance)
                                .isGood());
            }
        }
    }

    private boolean hasWholeList(RegionFile.Tenant tenant) {
        JsonCalls.Answer list = region.asTenant(tenant).get("/v1/instances?limit=1000");
        return list.isGood() && !list.body().path("partial").asBoolean(true);
    }
}
