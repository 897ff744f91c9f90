package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.Target;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class InjectorTest extends InjectorApparatus {
    @Test
    void killsAndHoldsUntilTheEnd() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = killOf(1);
            injector.prepare(fault);
            assertThat(events).isEmpty();
            injector.start(fault);
            assertThat(events).containsExactly("kill [cell-1/node-1] and hold");
            injector.end(fault);
        }
        assertThat(events).containsExactly("kill [cell-1/node-1] and hold", "release [cell-1/node-1]");
    }

    @Test
    void armsEveryNodeWhileTheTenantIsHeldAndOnlyThenLetsItGo() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = poison();
            injector.prepare(fault);
            assertThat(events.getFirst()).isEqualTo("hold a");
            assertThat(events.subList(1, 3)).containsExactlyInAnyOrder("POST node-1", "POST node-2");
            assertThat(events).doesNotContain("release a");
            injector.start(fault);
            assertThat(events.getLast()).isEqualTo("release a");
        }
    }

    @Test
    void holdsTheTenantUntilTheLastDeadNodeIsDisarmed() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = poison();
            injector.prepare(fault);
            injector.start(fault);
            events.clear();
            injector.end(fault);
        }
        assertThat(events.getFirst()).isEqualTo("hold a");
        assertThat(events.subList(1, 3)).containsExactlyInAnyOrder("DELETE node-1", "DELETE node-2");
        assertThat(events.getLast()).isEqualTo("release a");
        assertThat(events).hasSize(4);
    }

    @Test
    void undoesWhatStillStandsWhenItIsClosed() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault killed = killOf(2);
            PlannedFault poison = poison();
            injector.prepare(killed);
            injector.start(killed);
            injector.prepare(poison);
        }
        assertThat(events).contains("release [cell-2/node-1]", "DELETE node-1", "DELETE node-2", "release a");
    }

    @Test
    void undoesNothingTwiceAndStartsNothingOnceClosed() throws TimeoutException, InterruptedException {
        PlannedFault fault = killOf(1);
        Injector injector = injector();
        injector.prepare(fault);
        injector.start(fault);
        injector.end(fault);
        injector.end(fault);
        injector.close();
        injector.close();
        injector.start(fault);
        injector.prepare(poison());
        assertThat(events).containsExactly("kill [cell-1/node-1] and hold", "release [cell-1/node-1]");
    }

    @Test
    void keepsDeadWhatAnotherFaultStillHolds() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault cell = killOf(1);
            PlannedFault shard = planned(new Fault.KillShard(Target.named(POISONED)));
            for (PlannedFault fault : List.of(cell, shard)) {
                injector.prepare(fault);
                injector.start(fault);
            }
            injector.end(shard);
            assertThat(events.getLast()).isEqualTo("release [cell-2/node-1]");
        }
        assertThat(events.getLast()).isEqualTo("release [cell-1/node-1]");
    }

    @Test
    void writesAFaultToTheDiskBeforeItIsMadeAndForgetsItWhenItIsUndone() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault pause = planned(new Fault.PauseCell(Target.named(Sites.cell(3))));
            PlannedFault kill = killOf(1);
            for (PlannedFault fault : List.of(kill, pause)) {
                injector.prepare(fault);
                injector.start(fault);
            }
            assertThat(events.getLast())
                    .isEqualTo("pause [cell-3/node-1] while held [cell-1/node-1], paused [cell-3/node-1],"
                            + " gray [], poisoned [] stand in the file");
            injector.end(kill);
            assertThat(standing())
                    .isEqualTo(" while held [], paused [cell-3/node-1], gray [], poisoned [] stand in the file");
            injector.prepare(poison());
            assertThat(standing())
                    .isEqualTo(" while held [], paused [cell-3/node-1], gray [], poisoned [a] stand in the file");
        }
        assertThat(events).contains("resume [cell-3/node-1]");
        assertThat(standing()).isEmpty();
    }

    @Test
    void belongsToOneProgramAtATime() throws Exception {
        try (Injector injector = injector()) {
            PlannedFault fault = killOf(1);
            injector.prepare(fault);
            injector.start(fault);
            assertThat(StandingFaults.areOwned(home)).isTrue();
            assertThatThrownBy(() -> StandingFaults.in(home)).hasMessageContaining("a game day runs");
            standing.close();
            assertThat(StandingFaults.areOwned(home)).isFalse();
            assertThatThrownBy(() -> StandingFaults.in(home)).hasMessageContaining("'./firebreak status' undoes them");
        }
        StandingFaults.forget(home);
        StandingFaults.in(home).close();
    }

    @Test
    void keepsAFaultItCouldNotUndoAndUndoesTheOthers() throws TimeoutException, InterruptedException {
        Injector injector = injector();
        PlannedFault kill = killOf(1);
        PlannedFault pause = planned(new Fault.PauseCell(Target.named(Sites.cell(3))));
        for (PlannedFault fault : List.of(kill, pause)) {
            injector.prepare(fault);
            injector.start(fault);
        }
        releasesFail = true;
        assertThatThrownBy(injector::close).hasMessageContaining("a fault could not be undone: ");
        assertThat(events).contains("resume [cell-3/node-1]");
        assertThat(standing()).contains("held [cell-1/node-1], paused []");
        releasesFail = false;
        injector.close();
        assertThat(events.getLast()).isEqualTo("release [cell-1/node-1]");
        assertThat(standing()).isEmpty();
    }
}
