package io.firebreak.chaos.promise;

import static io.firebreak.chaos.promise.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.audit.CellState;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 7: a cell without nodes keeps its instances, and knows what became of them seconds after it is back. */
@ExtendWith(SharedRegion.class)
class ControlPlaneLossIT {
    private static final int LAUNCHES_PER_TENANT = 3;
    /** Instances boot for 2 s. */
    private static final Duration BOOT = Duration.ofSeconds(10);

    private static final Duration RESTART = Duration.ofSeconds(40);
    private static final Duration LEARNING = Duration.ofSeconds(10);

    private final PromiseRegion region;
    private final CellId cell;
    private final Ledger ledger = new Ledger();
    private final LaunchClient client;

    ControlPlaneLossIT(PromiseRegion region) {
        this.region = region;
        this.cell = region.cells().getFirst();
        this.client = new LaunchClient(region.http(), ledger, InstantSource.system());
    }

    @Test
    void instancesRunOnWithoutTheirCellWhichLearnsOfThemWhenItIsBack() throws Exception {
        region.awaitReady();
        List<ProcessName> nodes = List.of(ProcessName.node(cell, 1));
        Map<InstanceId, RegionFile.Tenant> mine = launch();
        eventually("the hosts have the instances", BOOT, () -> onHosts().containsAll(mine.keySet()));
        region.control().kill(nodes, true);
        try {
            Set<InstanceId> before = onHosts();
            int booting = before.size() - running().size();
            eventually(
                    "what was booting runs, with nobody to tell",
                    BOOT,
                    () -> running().equals(before));
            mine.forEach((instance, tenant) -> {
                JsonCalls.Answer answer = region.asTenant(tenant).get("/v1/instances/" + instance);
                assertThat(answer.status()).as("%s", answer).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            });

            NanoClock clock = NanoClock.system();
            long released = clock.nanos();
            region.control().release(nodes);
            eventually(
                    "the node is ready",
                    RESTART,
                    () -> region.process(nodes.getFirst()).state().equals(ProcessState.READY));
            long ready = clock.nanos();
            eventually(
                    "the cell reports all of them running",
                    LEARNING,
                    () -> mine.entrySet().stream().allMatch(entry -> isRunning(entry.getKey(), entry.getValue())));
            System.out.printf(
                    "%s without nodes: %d instances ran on, %d of them booted meanwhile; back %d ms after its release,"
                            + " knew all of them %d ms later%n",
                    cell,
                    before.size(),
                    booting,
                    TimeUnit.NANOSECONDS.toMillis(ready - released),
                    TimeUnit.NANOSECONDS.toMillis(clock.nanos() - ready));
            assertThat(running()).isEqualTo(before);
        } finally {
            region.control().release(nodes);
            region.awaitReady();
        }
        assertThat(region.audit(ledger).findings()).isEmpty();
    }

    /** What tenants have just launched in the cell. */
    private Map<InstanceId, RegionFile.Tenant> launch() {
        Map<InstanceId, RegionFile.Tenant> launched = new HashMap<>();
        for (RegionFile.Tenant tenant : region.tenants()) {
            for (int number = 0; number < LAUNCHES_PER_TENANT; number++) {
                LaunchAnswer answer = client.launch(region.router(), tenant, "headless-" + number, "m5.large")
                        .answer();
                if (answer instanceof LaunchAnswer.Acknowledged(List<InstanceId> instances, boolean _)) {
                    instances.forEach(instance -> launched.put(instance, tenant));
                }
            }
        }
        launched.keySet().removeIf(instance -> !instance.cell().equals(cell));
        assertThat(launched).isNotEmpty();
        return launched;
    }

    private boolean isRunning(InstanceId instance, RegionFile.Tenant tenant) {
        JsonCalls.Answer answer = region.asTenant(tenant).get("/v1/instances/" + instance);
        return answer.isGood() && answer.body().path("state").asString().equals("running");
    }

    private Set<InstanceId> onHosts() {
        return onHosts(Set.of(HostedState.BOOTING, HostedState.RUNNING));
    }

    private Set<InstanceId> running() {
        return onHosts(Set.of(HostedState.RUNNING));
    }

    private Set<InstanceId> onHosts(Set<HostedState> states) {
        try {
            CellState state = region.state(cell);
            return state.hosted().stream()
                    .filter(hosted -> states.contains(hosted.state()))
                    .map(HostedInstance::instance)
                    .map(InstanceId::new)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
