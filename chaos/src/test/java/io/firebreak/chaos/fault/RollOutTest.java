package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.measure.Prediction;
import io.firebreak.chaos.measure.Slo;
import io.firebreak.chaos.region.NoControl;
import io.firebreak.chaos.region.ProcessKind;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.RegionProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A bad version on its way, by a clock that jumps to what is waited for. */
@SuppressWarnings("NullAway.Init")
class RollOutTest {
    private static final Duration BAKE = Duration.ofSeconds(10);
    private static final long RESTART_NANOS = Duration.ofSeconds(7).toNanos();
    private static final int CALLS_PER_SECOND = 12;

    private final List<String> events = new ArrayList<>();
    private final Map<ProcessName, Long> restartedAt = new HashMap<>();
    private final Set<ProcessName> bad = new HashSet<>();
    private double errorsSeen = 0.6;
    private long callOffAt = Long.MAX_VALUE;
    private RollOut rollOut;

    private final NanoClock clock = new NanoClock() {
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void waitUntil(long nanos) {
            now = Math.max(now, nanos);
            if (now >= callOffAt) {
                rollOut.callOff();
            }
        }
    };

    private final class Nodes extends NoControl {
        @Override
        public List<RegionProcess> processes() {
            return restartedAt.keySet().stream()
                    .map(name -> new RegionProcess(name, ProcessKind.NODE, null, 1, stateOf(name), 1, null, null))
                    .toList();
        }

        private ProcessState stateOf(ProcessName name) {
            return clock.nanos() - restartedAt.getOrDefault(name, 0L) < RESTART_NANOS
                    ? ProcessState.RESTARTING
                    : ProcessState.READY;
        }

        @Override
        public void deploy(Collection<ProcessName> names, Map<String, String> settings) {
            events.add("%s deployed with %s at %d s".formatted(names, settings, clock.nanos() / 1_000_000_000));
            names.forEach(name -> restartedAt.put(name, clock.nanos()));
            bad.addAll(names);
        }

        @Override
        public void rollBack(Collection<ProcessName> names) {
            events.add("%s rolled back at %d s".formatted(names, clock.nanos() / 1_000_000_000));
            bad.removeAll(names);
        }
    }

    private BakeGate.Calls calls() {
        long all = clock.nanos() * CALLS_PER_SECOND / 1_000_000_000;
        return new BakeGate.Calls(all, bad.isEmpty() ? 0 : Math.round(all * errorsSeen));
    }

    private static GameDay day(int cells, boolean gate, double errors) {
        return GameDays.of(GameDays.step(0, new Fault.DeployBad(cells, errors, gate, BAKE), 36));
    }

    private static PlannedFault planned(GameDay day, FaultSite site) {
        return FaultPlan.of(day, site).faults().getFirst();
    }

    private void run(PlannedFault fault) throws IOException, InterruptedException {
        rollOut = new RollOut(((Means.Deploy) fault.means()).plan(), new Nodes(), cell -> calls(), clock, line -> {});
        rollOut.run();
    }

    @Test
    void aClosedGateHaltsItAfterTheFirstCellAndRollsThatBack() throws Exception {
        PlannedFault fault = planned(day(4, true, 0.6), Sites.pairsOfFour(2));
        run(fault);
        List<ProcessName> first =
                ((Means.Deploy) fault.means()).plan().stages().getFirst().nodes();
        assertThat(first).hasSize(2);
        assertThat(events)
                .containsExactly(
                        first + " deployed with {firebreak.chaos.errors=0.6} at 0 s", first + " rolled back at 17 s");
        assertThat(bad).isEmpty();
    }

    @Test
    void aCellThatNobodyCallsShowsNothingAndHaltsItToo() throws Exception {
        PlannedFault fault = planned(day(4, true, 0.6), Sites.pairsOfFour(1));
        rollOut = new RollOut(
                ((Means.Deploy) fault.means()).plan(),
                new Nodes(),
                cell -> new BakeGate.Calls(100, 0),
                clock,
                line -> {});
        rollOut.run();
        assertThat(events).hasSize(2);
        assertThat(events.getLast()).contains("rolled back");
    }

    @Test
    void anOpenGateLetsItGoOn() throws Exception {
        errorsSeen = 0.02;
        run(planned(day(3, true, 0.6), Sites.pairsOfFour(1)));
        assertThat(events).hasSize(3).allMatch(event -> event.contains("deployed"));
        assertThat(events.getLast()).endsWith("at 34 s");
    }

    @Test
    void withoutAGateItComesToEveryCellOfItsNumber() throws Exception {
        run(planned(day(2, false, 0.6), Sites.pairsOfFour(1)));
        assertThat(events).hasSize(2).allMatch(event -> event.contains("deployed"));
        assertThat(bad).as("rolling back is for who ends the fault").hasSize(2);
    }

    @Test
    void goesNoFurtherOnceItIsCalledOff() throws Exception {
        for (int second = 1; second < 40; second++) {
            events.clear();
            callOffAt = clock.nanos() + Duration.ofSeconds(second).toNanos();
            run(planned(day(4, false, 0.6), Sites.pairsOfFour(1)));
            assertThat(events).hasSize(1 + (second - 1) / 17);
        }
    }

    private static Prediction predict(GameDay day, FaultSite site) {
        return Predictor.predict(FaultPlan.of(day, site), site, new Slo(0.9, 1_000));
    }

    @Test
    void aGateLimitsTheDamageToTheCellThatShowedIt() {
        FaultSite site = Sites.pairsOfFour(1);
        PlannedFault fault = planned(day(4, true, 0.6), site);
        assertThat(fault.disabled()).hasSize(1);
        assertThat(fault.processes()).as("all may have to be rolled back").hasSize(4);
        assertThat(predict(day(4, true, 0.6), site).belowSlo()).isEmpty();
        assertThat(predict(day(4, true, 0.6), site).owned()).hasSize(3);
        Prediction regional = predict(day(1, true, 0.6), Sites.regional(4));
        assertThat(regional.belowSlo()).hasSize(6);
        assertThat(regional.down()).as("it serves again for the last 6 of 36 s").isEmpty();
    }

    @Test
    void withoutAGateTheCellsAreBadTogether() {
        FaultSite site = Sites.pairsOfFour(1);
        assertThat(planned(day(2, false, 0.6), site).disabled()).hasSize(2);
        assertThat(predict(day(2, false, 0.6), site).belowSlo())
                .as("who has both of the two cells, for 16 of 36 s")
                .hasSize(1);
        assertThat(predict(day(4, false, 0.6), site).belowSlo())
                .as("the time is over before the third cell")
                .hasSize(1);
        assertThat(predict(day(1, false, 0.6), Sites.regional(4)).down()).hasSize(6);
    }

    @Test
    void aVersionThatIsHardlyBadCostsTheRestartsOnly() {
        FaultSite site = Sites.pairsOfFour(1);
        PlannedFault fault = planned(day(1, false, 0.1), site);
        assertThat(fault.disabledAt(Duration.ofSeconds(9).toNanos())).hasSize(1);
        assertThat(fault.disabledAt(Duration.ofSeconds(11).toNanos())).isEmpty();
        PlannedFault halted = planned(day(4, true, 0.1), site);
        assertThat(halted.disabledAt(Duration.ofSeconds(11).toNanos())).isEmpty();
        assertThat(halted.disabledAt(Duration.ofSeconds(21).toNanos()))
                .as("it restarts to be rolled back")
                .hasSize(1);
        assertThat(halted.disabledAt(Duration.ofSeconds(31).toNanos())).isEmpty();
    }

    @Test
    void skewedClocksHurtNobody() {
        FaultSite site = Sites.pairsOfFour(2);
        Fault all = new Fault.SkewClock(Target.named(Sites.cell(2)), null, Duration.ofSeconds(-90));
        GameDay day = GameDays.of(GameDays.step(0, all, 36));
        PlannedFault fault = planned(day, site);
        assertThat(fault.processes())
                .containsExactly(ProcessName.node(Sites.cell(2), 1), ProcessName.node(Sites.cell(2), 2));
        assertThat(fault.target()).isEqualTo("the clocks of cell-2/node-1, cell-2/node-2 are off by -90 s");
        assertThat(fault.disabled()).isEmpty();
        assertThat(predict(day, site).belowSlo()).isEmpty();

        Fault one = new Fault.SkewClock(Target.random(), Target.random(), Duration.ofMillis(1500));
        PlannedFault random = planned(GameDays.of(GameDays.step(0, one, 36)), site);
        assertThat(random.processes()).hasSize(1);
        assertThat(random.target()).endsWith("are off by 1.5 s");
    }
}
