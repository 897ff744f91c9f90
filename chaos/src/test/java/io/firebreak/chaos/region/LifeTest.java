package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LifeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Life waiting = Life.waiting(NOW);
    private final Life starting = waiting.begin(NOW);
    private final Life ready = starting.ready(NOW);
    private final Life dead = ready.died(NOW, false);
    private final Life held = ready.died(NOW, true);
    private final Life restarting = dead.begin(NOW);
    private final Life paused = ready.pause(NOW);
    private final List<Life> all = List.of(waiting, starting, ready, dead, held, restarting, paused);

    @Test
    void theExamplesVisitEveryState() {
        Set<ProcessState> visited = EnumSet.noneOf(ProcessState.class);
        all.forEach(life -> visited.add(life.state()));

        assertThat(visited).containsExactlyInAnyOrder(ProcessState.values());
    }

    @Test
    void everyEventLeadsToTheStateOfTheTable() {
        assertThat(after(life -> life.begin(NOW)))
                .containsExactly("starting", "starting", "ready", "restarting", "held", "restarting", "paused");
        assertThat(after(life -> life.ready(NOW)))
                .containsExactly("starting", "ready", "ready", "dead", "held", "ready", "paused");
        assertThat(after(life -> life.died(NOW, false)))
                .containsExactly("starting", "dead", "dead", "dead", "held", "dead", "dead");
        assertThat(after(life -> life.died(NOW, true)))
                .containsExactly("starting", "held", "held", "dead", "held", "held", "held");
        assertThat(after(life -> life.hold(NOW)))
                .containsExactly("held", "starting", "ready", "held", "held", "restarting", "paused");
        assertThat(after(life -> life.release(NOW)))
                .containsExactly("starting", "starting", "ready", "dead", "dead", "restarting", "paused");
        assertThat(after(life -> life.pause(NOW)))
                .containsExactly("starting", "paused", "paused", "dead", "held", "paused", "paused");
        assertThat(after(life -> life.resume(NOW)))
                .containsExactly("starting", "starting", "ready", "dead", "held", "restarting", "ready");
    }

    private List<String> after(UnaryOperator<Life> event) {
        return all.stream().map(event).map(life -> life.state().toString()).toList();
    }

    @Test
    void oneThatWaitsForItsTurnIsNotComingUp() {
        assertThat(waiting.isComingUp()).isFalse();
        assertThat(starting.isComingUp()).isTrue();
        assertThat(restarting.isComingUp()).isTrue();
        assertThat(ready.isComingUp()).isFalse();
    }

    @Test
    void waitsLongerWithEachDeathInARow() {
        Life again = dead.begin(NOW).died(NOW, false).begin(NOW).ready(NOW).died(NOW.plusSeconds(3), false);

        assertThat(dead.dueAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(again.dueAt()).isEqualTo(NOW.plusSeconds(3 + 4));
        assertThat(again.restarts()).isEqualTo(2);
    }

    @Test
    void aSoundLifeMakesTheNextDeathTheFirst() {
        Life sound = dead.begin(NOW).died(NOW, false).begin(NOW).ready(NOW);
        Instant later = NOW.plus(Duration.ofMinutes(1));

        assertThat(sound.died(later, false).dueAt()).isEqualTo(later.plusSeconds(1));
    }

    @Test
    void aReleasedOneIsDueAtOnce() {
        assertThat(held.release(NOW).dueAt()).isEqualTo(NOW);
    }

    @Test
    void aPausedOneGoesBackToComingUpWhenItWasComingUp() {
        assertThat(restarting.pause(NOW).resume(NOW).isComingUp()).isTrue();
    }
}
