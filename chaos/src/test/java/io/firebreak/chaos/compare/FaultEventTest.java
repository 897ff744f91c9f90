package io.firebreak.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firebreak.chaos.compare.FaultEvent.Action;
import io.firebreak.chaos.fault.FaultPlan;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.RegionSettings;
import org.junit.jupiter.api.Test;

class FaultEventTest {
    private static final RegionSettings SETTINGS = RegionSettings.defaults().withArchitecture(Architecture.SHUFFLE);

    @Test
    void preparesBeforeItStartsAndEndsBeforeTheNextStarts() {
        FaultPlan plan = FaultPlan.of(
                GameDays.of(
                        GameDays.step(0, new Fault.PoisonTenant(Target.random()), 10),
                        GameDays.step(10, new Fault.KillCell(Target.random()), 5)),
                PlannedSite.of(SETTINGS));
        assertThat(FaultEvent.of(plan))
                .extracting(
                        event -> event.nanos() / 1_000_000,
                        FaultEvent::action,
                        event -> event.fault().step().fault().label())
                .containsExactly(
                        tuple(-1_500L, Action.PREPARE, "poison-tenant"),
                        tuple(0L, Action.START, "poison-tenant"),
                        tuple(8_500L, Action.PREPARE, "kill-cell"),
                        tuple(10_000L, Action.END, "poison-tenant"),
                        tuple(10_000L, Action.START, "kill-cell"),
                        tuple(15_000L, Action.END, "kill-cell"));
    }
}
