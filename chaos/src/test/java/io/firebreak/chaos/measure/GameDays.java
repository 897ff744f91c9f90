package io.firebreak.chaos.measure;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.Bound;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.GameDay.Budget;
import io.firebreak.chaos.gameday.GameDay.Hypothesis;
import io.firebreak.chaos.gameday.GameDay.LoadShape;
import io.firebreak.chaos.gameday.GameDay.Mix;
import io.firebreak.chaos.gameday.GameDay.Rate;
import io.firebreak.chaos.gameday.GameDay.Recovery;
import io.firebreak.chaos.gameday.GameDay.RegionShape;
import io.firebreak.chaos.gameday.GameDay.Requirement;
import io.firebreak.chaos.gameday.GameDay.SteadyState;
import io.firebreak.chaos.gameday.Step;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.region.Architecture;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Game days for tests: an SLO of 90 % within a second, a window of 20 s. */
public final class GameDays {
    private GameDays() {}

    /** One tenant is poisonous from 0 s to 20 s. */
    public static GameDay poison(String tenant) {
        return of(step(0, new Fault.PoisonTenant(Target.named(new TenantId(tenant))), 20));
    }

    public static GameDay of(Step... steps) {
        Requirement steady = new Requirement(Bound.atLeast(0.999));
        return new GameDay(
                "A test",
                1,
                new GameDay.Slo(0.9, Duration.ofSeconds(1)),
                new RegionShape(8, 1, 1, 1, 2, 100, 50),
                new LoadShape(new Rate(200), 10, new Mix(0.4, 0.3, 0.2, 0.1)),
                Duration.ofSeconds(10),
                new SteadyState(Duration.ofSeconds(10), steady),
                Arrays.asList(steps),
                new Recovery(Duration.ofSeconds(30), steady),
                new Hypothesis(Bound.atMost(0.02)),
                Map.of(Architecture.SHUFFLE, new Budget(Bound.atMost(0.1))),
                Map.of());
    }

    public static Step step(int fromSeconds, Fault fault, int seconds) {
        return new Step(Duration.ofSeconds(fromSeconds), fault, Duration.ofSeconds(seconds));
    }

    static List<String> names(int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(number -> "t-%03d".formatted(number))
                .toList();
    }
}
