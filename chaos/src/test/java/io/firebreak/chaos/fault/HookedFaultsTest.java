package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.RackName;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.gameday.ZoneName;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.region.ProcessName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Faults that nodes, fleets and the supervisor are told to make. */
class HookedFaultsTest extends InjectorApparatus {
    @Test
    void rollsABadVersionBackWhateverBecameOfIt() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = planned(new Fault.DeployBad(2, 0.6, false, Duration.ofMinutes(1)));
            List<ProcessName> first = fault.processes().subList(0, 1);
            injector.prepare(fault);
            assertThat(events).isEmpty();
            injector.start(fault);
            assertThat(deployed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(events).containsExactly("deploy %s {firebreak.chaos.errors=0.6}".formatted(first));
            assertThat(StandingFaults.left(home).orElseThrow().deployed())
                    .as("also what its turn has not come to")
                    .isEqualTo(fault.processes());
            injector.end(fault);
        }
        assertThat(events.getLast()).startsWith("roll back [cell-").endsWith("are said to be deployed");
        assertThat(events).hasSize(2);
        assertThat(StandingFaults.left(home)).isEmpty();
    }

    @Test
    void startsAFaultOnlyWhenWhatAnEarlierOneDidToTheSameProcessesIsUndone()
            throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault deployment = planned(new Fault.DeployBad(1, 0.6, false, Duration.ofMinutes(1)));
            ProcessName node = deployment.processes().getFirst();
            PlannedFault kill = planned(
                    new Fault.KillCell(Target.named(new CellId(node.value().replaceFirst("/.*", "")))));
            injector.prepare(deployment);
            injector.start(deployment);
            assertThat(deployed.await(10, TimeUnit.SECONDS)).isTrue();
            events.clear();

            injector.end(deployment);
            injector.prepare(kill);
            injector.start(kill);

            assertThat(events).hasSize(2);
            assertThat(events.getFirst()).startsWith("roll back [" + node);
            assertThat(events.getLast()).isEqualTo("kill [%s] and hold".formatted(node));
        }
    }

    @Test
    void putsTheClockOfANodeOffAndRight() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault =
                    planned(new Fault.SkewClock(Target.named(Sites.cell(2)), null, Duration.ofSeconds(-90)));
            injector.prepare(fault);
            injector.start(fault);
            assertThat(events).containsExactly("POST node-2 {\"by\":\"PT-1M-30S\"} while [cell-2/node-1] are skewed");
            events.clear();
        }
        assertThat(events).singleElement().asString().startsWith("DELETE node-2");
        assertThat(StandingFaults.left(home)).isEmpty();
    }

    @Test
    void takesThePowerOfARackAndGivesItBack() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = planned(new Fault.CutPower(Target.named(Sites.cell(2)), Target.named(RackName.of(1))));
            injector.prepare(fault);
            assertThat(events).isEmpty();
            injector.start(fault);
            assertThat(events)
                    .containsExactly("POST zone-1-rack-01 of node-2 while held [] and dark 1 stand in the file");
            events.clear();
        }
        assertThat(events).singleElement().asString().startsWith("DELETE zone-1-rack-01 of node-2");
        assertThat(StandingFaults.left(home)).isEmpty();
    }

    @Test
    void keepsDeadWhatAZoneWithoutPowerStillHolds() throws TimeoutException, InterruptedException {
        FaultSite site = Sites.inZones(4, Sites.pairsOfFour(1));
        FaultPlan plan = FaultPlan.of(
                GameDays.of(
                        GameDays.step(0, new Fault.CutZone(Target.named(ZoneName.of(1))), 20),
                        GameDays.step(0, new Fault.KillCell(Target.named(Sites.cell(1))), 10)),
                site);
        PlannedFault zone = plan.faults().getFirst();
        PlannedFault kill = plan.faults().getLast();
        try (Injector injector = injector()) {
            for (PlannedFault fault : plan.faults()) {
                injector.prepare(fault);
                injector.start(fault);
            }
            assertThat(events.getFirst()).isEqualTo("kill [cell-1/database, cell-1/node-1] and hold");
            assertThat(events.get(1))
                    .isEqualTo("POST zone-1 of node-1 while held [cell-1/database, cell-1/node-1] and dark 1"
                            + " stand in the file");
            events.clear();
            injector.end(kill);
            assertThat(events).as("the zone holds it").containsExactly("release []");
            injector.end(zone);
        }
        assertThat(events).contains("release [cell-1/database, cell-1/node-1]");
        assertThat(events.getLast()).startsWith("DELETE zone-1 of node-1");
    }

    @Test
    void makesTheNodesOfOneCellGrayAndWellAgain() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = planned(new Fault.GrayCell(Target.named(Sites.cell(2)), 0.25, 0.5));
            injector.prepare(fault);
            assertThat(events).isEmpty();
            injector.start(fault);
            assertThat(events)
                    .containsExactly("POST node-2 {\"errors\":\"0.25\",\"stalls\":\"0.5\"} while held [], paused [],"
                            + " gray [cell-2/node-1], poisoned [] stand in the file");
            events.clear();
            injector.end(fault);
        }
        assertThat(events.getFirst()).startsWith("DELETE node-2");
        assertThat(standing()).isEmpty();
    }

    @Test
    void keepsGrayWhatAnotherFaultStillMakesGray() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault first = planned(new Fault.GrayCell(Target.named(Sites.cell(2)), 0.25, 0));
            PlannedFault second = planned(new Fault.GrayCell(Target.named(Sites.cell(2)), 0.5, 0));
            for (PlannedFault fault : List.of(first, second)) {
                injector.prepare(fault);
                injector.start(fault);
            }
            events.clear();
            injector.end(first);
            assertThat(events).isEmpty();
        }
        assertThat(events.getFirst()).startsWith("DELETE node-2");
    }
}
