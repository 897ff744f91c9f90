package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.NodeName;
import io.firebreak.chaos.gameday.RouterName;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.region.ProcessName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final GameDay RANDOM = GameDays.of(
            GameDays.step(0, new Fault.PoisonTenant(Target.random()), 10),
            GameDays.step(5, new Fault.KillCell(Target.random()), 10),
            GameDays.step(5, new Fault.KillNode(Target.random(), Target.random()), 10));

    private static PlannedFault only(Fault fault, FaultSite site) {
        return FaultPlan.of(GameDays.of(GameDays.step(0, fault, 10)), site)
                .faults()
                .getFirst();
    }

    @Test
    void choosesTheSameTargetsForTheSameSeed() {
        for (long seed = 1; seed < 50; seed++) {
            assertThat(FaultPlan.of(RANDOM.withSeed(seed), Sites.pairsOfFour(3)))
                    .isEqualTo(FaultPlan.of(RANDOM.withSeed(seed), Sites.pairsOfFour(3)));
        }
    }

    @Test
    void choosesEveryTenantUnderSomeSeed() {
        Set<TenantId> chosen = LongStream.range(1, 100)
                .mapToObj(seed -> FaultPlan.of(RANDOM.withSeed(seed), Sites.pairsOfFour(1)))
                .flatMap(plan -> plan.poisoned().stream())
                .collect(Collectors.toSet());
        assertThat(chosen).hasSize(6);
    }

    @Test
    void choosesTheSameTenantInEveryArchitecture() {
        for (long seed = 1; seed < 50; seed++) {
            assertThat(FaultPlan.of(RANDOM.withSeed(seed), Sites.regional(4)).poisoned())
                    .isEqualTo(FaultPlan.of(RANDOM.withSeed(seed), Sites.pairsOfFour(1))
                            .poisoned());
        }
    }

    @Test
    void killsEveryNodeOfACell() {
        PlannedFault fault = only(new Fault.KillCell(Target.named(Sites.cell(2))), Sites.pairsOfFour(2));
        assertThat(fault.processes())
                .containsExactly(ProcessName.node(Sites.cell(2), 1), ProcessName.node(Sites.cell(2), 2));
        assertThat(fault.disabled()).containsExactly(Sites.cell(2));
    }

    @Test
    void killsEveryCellOfATenantsShard() {
        PlannedFault fault = only(new Fault.KillShard(Target.named(new TenantId("f"))), Sites.pairsOfFour(1));
        assertThat(fault.disabled()).containsExactlyInAnyOrder(Sites.cell(3), Sites.cell(4));
        assertThat(fault.target()).isEqualTo("every node of cell-3, cell-4, the shard of tenant f");
    }

    @Test
    void takesTheOnlyNodeOfACellForTheCell() {
        Fault fault = new Fault.KillNode(Target.named(Sites.cell(1)), Target.named(new NodeName("node-1")));
        assertThat(only(fault, Sites.pairsOfFour(1)).disabled()).containsExactly(Sites.cell(1));
    }

    @Test
    void leavesACellServingWhenOneOfItsNodesIsKilled() {
        Fault fault = new Fault.KillNode(Target.named(Sites.cell(1)), Target.named(new NodeName("node-2")));
        PlannedFault planned = only(fault, Sites.pairsOfFour(2));
        assertThat(planned.disabled()).isEmpty();
        assertThat(planned.reached()).containsExactly(Sites.cell(1));
        assertThat(planned.processes()).containsExactly(ProcessName.node(Sites.cell(1), 2));
    }

    @Test
    void takesTheOneClusterForAnyCellTheFileNames() {
        PlannedFault fault = only(new Fault.KillCell(Target.named(Sites.cell(3))), Sites.regional(4));
        assertThat(fault.processes()).hasSize(4);
        assertThat(fault.disabled()).containsExactly(Sites.cell(1));
    }

    @Test
    void refusesTargetsThatDoNotExist() {
        assertThatThrownBy(() -> only(new Fault.KillCell(Target.named(new CellId("cell-9"))), Sites.pairsOfFour(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cell-9");
    }

    @Test
    void killsSoManyCellsAtOnceAndTheSameForTheSameSeed() {
        PlannedFault fault = only(new Fault.KillCells(3), Sites.pairsOfFour(2));
        assertThat(fault.disabled()).hasSize(3);
        assertThat(fault.processes()).hasSize(6);
        assertThat(only(new Fault.KillCells(3), Sites.pairsOfFour(2))).isEqualTo(fault);
        assertThat(only(new Fault.KillCells(3), Sites.regional(4)).disabled()).containsExactly(Sites.cell(1));
        assertThatThrownBy(() -> only(new Fault.KillCells(5), Sites.pairsOfFour(1)))
                .hasMessage("5 cells cannot be killed at once: there are 4");
    }

    @Test
    void takesTheCellOfADatabaseForDisabled() {
        PlannedFault fault = only(new Fault.KillDatabase(Target.named(Sites.cell(2))), Sites.pairsOfFour(2));
        assertThat(fault.processes()).containsExactly(ProcessName.database(Sites.cell(2)));
        assertThat(fault.disabled()).containsExactly(Sites.cell(2));
    }

    @Test
    void pausesEveryNodeOfACell() {
        PlannedFault fault = only(new Fault.PauseCell(Target.named(Sites.cell(2))), Sites.pairsOfFour(2));
        assertThat(fault.means()).isEqualTo(new Means.Pause());
        assertThat(fault.processes())
                .containsExactly(ProcessName.node(Sites.cell(2), 1), ProcessName.node(Sites.cell(2), 2));
    }

    @Test
    void expectsNobodyToMissTheDirectoryOrOneOfTwoRouters() {
        PlannedFault directory = only(new Fault.KillDirectory(), Sites.pairsOfFour(1));
        assertThat(directory.processes()).containsExactly(ProcessName.directory(), ProcessName.directoryDatabase());
        assertThat(directory.disabled()).isEmpty();
        Fault second = new Fault.KillRouter(Target.named(new RouterName("router-2")));
        assertThat(only(second, Sites.pairsOfFour(1)).processes()).containsExactly(ProcessName.router(2));
        assertThat(only(second, Sites.pairsOfFour(1)).disabled()).isEmpty();
    }

    @Test
    void takesTheOnlyRouterForEveryCell() {
        PlannedFault fault = only(new Fault.KillRouter(Target.random()), Sites.regional(4));
        assertThat(fault.disabled()).containsExactly(Sites.cell(1));
    }

    @Test
    void takesAGrayCellForDisabledWhenItLosesMoreThanTheSloForgives() {
        Target<CellId> second = Target.named(Sites.cell(2));
        PlannedFault mostlyWell = only(new Fault.GrayCell(second, 0.3, 0), Sites.pairsOfFour(1));
        assertThat(mostlyWell.disabled()).as("three attempts of which 0.3 fail").isEmpty();
        assertThat(mostlyWell.reached()).containsExactly(Sites.cell(2));
        PlannedFault stalling = only(new Fault.GrayCell(second, 0, 0.3), Sites.pairsOfFour(1));
        assertThat(stalling.disabled()).containsExactly(Sites.cell(2));
        assertThat(stalling.processes()).hasSize(1);
        assertThat(stalling.target()).isEqualTo("every node of cell-2: 0 % of the calls fail, 30 % stall");
        assertThat(only(new Fault.GrayCell(second, 0, 0.3), Sites.pairsOfFour(2))
                        .disabled())
                .as("routers ask the second node")
                .isEmpty();
        assertThat(only(new Fault.GrayCell(second, 0.35, 0.045), Sites.pairsOfFour(1))
                        .disabled())
                .as("an error and then no answer")
                .containsExactly(Sites.cell(2));
        assertThat(only(new Fault.GrayCell(second, 0.5, 0), Sites.pairsOfFour(1))
                        .disabled())
                .as("breakers open")
                .containsExactly(Sites.cell(2));
    }

    @Test
    void refusesToMakeGrayWhatIsDeadOrGrayAtTheSameTime() {
        Fault gray = new Fault.GrayCell(Target.named(Sites.cell(2)), 0.3, 0);
        Fault kill = new Fault.KillCell(Target.named(Sites.cell(2)));
        assertThatThrownBy(() -> FaultPlan.of(
                        GameDays.of(GameDays.step(0, gray, 10), GameDays.step(9, kill, 10)), Sites.pairsOfFour(1)))
                .hasMessageContaining("gray-cell at PT0S and kill-cell at PT9S hit the same nodes");
        assertThat(FaultPlan.of(
                                GameDays.of(GameDays.step(0, gray, 10), GameDays.step(10, kill, 10)),
                                Sites.pairsOfFour(1))
                        .faults())
                .hasSize(2);
    }
}
