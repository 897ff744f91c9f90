package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.NodeName;
import io.firebreak.chaos.gameday.RackName;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.gameday.ZoneName;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.measure.Prediction;
import io.firebreak.chaos.measure.Slo;
import io.firebreak.chaos.region.ProcessName;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Racks and zones without power: what that means in each architecture, and whom it is expected to hurt. */
class PowerFaultTest {
    private static FaultPlan plan(Fault fault, FaultSite site) {
        return FaultPlan.of(GameDays.of(GameDays.step(0, fault, 20)), site);
    }

    private static PlannedFault only(Fault fault, FaultSite site) {
        return plan(fault, site).faults().getFirst();
    }

    private static Prediction predict(Fault fault, FaultSite site) {
        return Predictor.predict(plan(fault, site), site, new Slo(0.9, 1_000));
    }

    private static Fault rack(int cell, int rack) {
        return new Fault.CutPower(Target.named(Sites.cell(cell)), Target.named(RackName.of(rack)));
    }

    private static Fault zone(int zone) {
        return new Fault.CutZone(Target.named(ZoneName.of(zone)));
    }

    private static PowerFeed feed(int cell, String feed) {
        return new PowerFeed(ProcessName.fleet(Sites.cell(cell)), feed);
    }

    @Test
    void aRackTakesNoProcessWithIt() {
        PlannedFault fault = only(rack(3, 2), Sites.inZones(4, Sites.pairsOfFour(1)));
        assertThat(fault.means()).isEqualTo(new Means.PowerCut(List.of(feed(3, "zone-3-rack-02"))));
        assertThat(fault.processes()).isEmpty();
        assertThat(fault.reached()).containsExactly(Sites.cell(3));
        assertThat(fault.disabled()).isEmpty();
        assertThat(predict(rack(3, 2), Sites.pairsOfFour(1)).belowSlo()).isEmpty();
    }

    @Test
    void theOneClusterHasTheRacksOfAllZones() {
        FaultSite site = Sites.inZones(4, Sites.regional(4));
        assertThat(only(rack(3, 2), site).means())
                .as("80 hosts in 4 zones are two racks in each")
                .isEqualTo(new Means.PowerCut(List.of(feed(1, "zone-1-rack-02"))));
        assertThat(only(rack(3, 3), site).means()).isEqualTo(new Means.PowerCut(List.of(feed(1, "zone-2-rack-01"))));
    }

    @Test
    void aCellOfOneRackHasNothingLeftToLaunchOn() {
        FaultSite usual = Sites.pairsOfFour(1);
        FaultSite small = new FaultSite(usual.nodes(), 1, usual.shards(), new Premises(1, 10));
        assertThat(only(rack(2, 1), small).disabled()).containsExactly(Sites.cell(2));
    }

    @Test
    void aZoneTakesNodesDatabasesAndHostsOfItsCells() {
        FaultSite site = Sites.inZones(2, Sites.pairsOfFour(2));
        PlannedFault fault = only(zone(2), site);
        assertThat(fault.processes())
                .containsExactlyInAnyOrder(
                        ProcessName.database(Sites.cell(2)),
                        ProcessName.database(Sites.cell(4)),
                        ProcessName.node(Sites.cell(2), 1),
                        ProcessName.node(Sites.cell(2), 2),
                        ProcessName.node(Sites.cell(4), 1),
                        ProcessName.node(Sites.cell(4), 2));
        assertThat(fault.means()).isEqualTo(new Means.PowerCut(List.of(feed(2, "zone-2"), feed(4, "zone-2"))));
        assertThat(fault.disabled()).containsExactlyInAnyOrder(Sites.cell(2), Sites.cell(4));
        assertThat(predict(zone(2), site).belowSlo())
                .as("only who has both cells in the zone")
                .containsExactly(new TenantId("e"));
    }

    @Test
    void theOneClusterLosesTheNodesOfTheZoneAndAllOfItWhereItsDatabaseStands() {
        FaultSite site = Sites.inZones(2, Sites.regional(4));
        CellId cluster = Sites.cell(1);
        PlannedFault elsewhere = only(zone(2), site);
        assertThat(elsewhere.processes()).containsExactly(ProcessName.node(cluster, 2), ProcessName.node(cluster, 4));
        assertThat(elsewhere.disabled()).isEmpty();
        assertThat(elsewhere.means()).isEqualTo(new Means.PowerCut(List.of(feed(1, "zone-2"))));
        assertThat(predict(zone(2), site).belowSlo()).isEmpty();

        assertThat(only(zone(1), site).processes())
                .containsExactlyInAnyOrder(
                        ProcessName.database(cluster), ProcessName.node(cluster, 1), ProcessName.node(cluster, 3));
        assertThat(predict(zone(1), site).belowSlo()).hasSize(6);
    }

    @Test
    void countsTheNodesOfTheZoneWithThoseThatAreKilled() {
        FaultSite site = Sites.inZones(2, Sites.regional(2));
        Fault other = new Fault.KillNode(Target.named(Sites.cell(1)), Target.named(new NodeName("node-1")));
        FaultPlan plan = FaultPlan.of(GameDays.of(GameDays.step(0, zone(2), 20), GameDays.step(0, other, 20)), site);
        assertThat(site.disabledBy(plan.faults(), 0)).containsExactly(Sites.cell(1));
        assertThat(site.disabledBy(List.of(plan.faults().getFirst()), 0)).isEmpty();
    }

    @Test
    void everyZoneAndRackIsChosenUnderSomeSeed() {
        FaultSite site = Sites.inZones(4, Sites.pairsOfFour(1));
        Fault anyZone = new Fault.CutZone(Target.random());
        Fault anyRack = new Fault.CutPower(Target.random(), Target.random());
        assertThat(LongStream.range(1, 60)
                        .mapToObj(seed -> FaultPlan.of(
                                GameDays.of(GameDays.step(0, anyZone, 20), GameDays.step(0, anyRack, 20))
                                        .withSeed(seed),
                                site))
                        .flatMap(plan -> plan.faults().stream())
                        .map(PlannedFault::means)
                        .distinct())
                .as("four zones, and two racks of each of four cells")
                .hasSize(4 + 8);
    }
}
