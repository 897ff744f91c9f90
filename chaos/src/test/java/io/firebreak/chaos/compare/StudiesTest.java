package io.firebreak.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.region.Architecture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudiesTest {
    private static final List<Architecture> ALL = List.of(Architecture.values());

    private static Study study(GameDay gameDay) {
        return new Study(Path.of("days/poison.pill.yaml"), "", gameDay, List.of(1L), "./firebreak compare");
    }

    @Test
    void findsTargetsThatNoRegionWillHaveBeforeAnythingIsStarted() {
        Fault fault = new Fault.KillCell(Target.named(new CellId("cell-9")));
        assertThatThrownBy(() -> Studies.check(List.of(study(GameDays.of(GameDays.step(0, fault, 10)))), ALL))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cell-9");
    }

    @Test
    void acceptsTheTenantsALocalRegionHas() {
        assertThatCode(() -> Studies.check(List.of(study(GameDays.poison("t-100"))), ALL))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Studies.check(List.of(study(GameDays.poison("t-101"))), ALL))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void takesSeedsFromTheFilesOn() {
        assertThat(Study.seeds(GameDays.poison("t-001").withSeed(7), 3)).containsExactly(7L, 8L, 9L);
    }

    @Test
    void namesAStudyAfterItsFile() {
        assertThat(study(GameDays.poison("t-001")).name()).isEqualTo("poison.pill");
    }
}
