package io.firebreak.chaos.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.RegionControl;
import io.firebreak.chaos.region.RegionProcess;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class DockerControlTest {
    private static final ProcessName NODE = new ProcessName("cell-1/node-1");
    private static final ProcessName DATABASE = new ProcessName("cell-1/database");

    private ScriptedEngine engine;
    private RegionControl control;

    @BeforeEach
    void startEngine() throws IOException {
        engine = new ScriptedEngine();
        for (String service : List.of("router", "cell-1-node-1", "cell-1-database", "cell-1-fleet", "prometheus")) {
            engine.container("here", service, Map.of());
        }
        engine.container("elsewhere", "cell-2-node-1", Map.of());
        engine.oneOff("here", "router", "f00");
        control = new DockerControl(new ComposeProject(new DockerEngine(engine.address()), "here"));
    }

    @AfterEach
    void stopEngine() {
        engine.close();
    }

    @Test
    void killsByTheEngineAndStartsNothingThatIsHeld() {
        control.kill(List.of(NODE, DATABASE, NODE), true);
        assertThat(engine.done())
                .containsExactlyInAnyOrder("kill?signal=KILL cell-1-node-1", "kill?signal=KILL cell-1-database");
        assertThat(engine.stateOf("cell-1-node-1")).isEqualTo("exited");
    }

    @Test
    void startsAtOnceWhatIsNotHeld() {
        control.kill(List.of(NODE), false);
        assertThat(engine.done()).containsExactly("kill?signal=KILL cell-1-node-1", "start cell-1-node-1");
    }

    @Test
    void killsAgainWhatTheEngineWasJustStarting() {
        engine.isIn("restarting", "cell-1-node-1");
        engine.comesBackOnce("cell-1-node-1");
        control.kill(List.of(NODE), true);
        assertThat(engine.stateOf("cell-1-node-1")).isEqualTo("exited");
    }

    @Test
    void leavesTheDeadDeadAndThoseThatRunRunning() {
        control.kill(List.of(NODE), true);
        control.kill(List.of(NODE), true);
        control.release(List.of(NODE, DATABASE));
        control.release(List.of(NODE, DATABASE));
        assertThat(engine.done()).containsExactly("kill?signal=KILL cell-1-node-1", "start cell-1-node-1");
    }

    @Test
    void freezesWhatRunsAndThawsOnlyWhatIsFrozen() {
        engine.isIn("exited", "cell-1-database");
        control.pause(List.of(NODE, DATABASE));
        control.pause(List.of(NODE));
        assertThat(engine.stateOf("cell-1-node-1")).isEqualTo("paused");
        control.resume(List.of(NODE, DATABASE));
        control.resume(List.of(NODE, DATABASE));
        assertThat(engine.done()).containsExactly("pause cell-1-node-1", "unpause cell-1-node-1");
    }

    @Test
    void endsInOrderAlsoWhatIsFrozen() {
        control.pause(List.of(NODE));
        control.restart(List.of(NODE));
        assertThat(engine.done())
                .containsExactly(
                        "pause cell-1-node-1",
                        "unpause cell-1-node-1",
                        "stop?t=30 cell-1-node-1",
                        "start cell-1-node-1");
    }

    @Test
    void stopsDatabasesAfterThoseWhoUseThem() {
        control.down();
        assertThat(engine.done())
                .hasSize(4)
                .endsWith("stop?t=30 cell-1-database")
                .doesNotContain("stop?t=30 prometheus", "stop?t=30 cell-2-node-1", "stop?t=30 f00");
    }

    @Test
    void doesNothingWhenOneNameIsUnknown() {
        ProcessName other = new ProcessName("cell-2/node-1");
        assertThatThrownBy(() -> control.kill(List.of(NODE, other), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cell-2/node-1")
                .hasMessageContaining("cell-1/node-1");
        assertThat(engine.done()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "running, healthy, READY",
        "running, '', READY",
        "running, starting, RESTARTING",
        "running, unhealthy, RESTARTING",
        "paused, healthy, PAUSED",
        "restarting, unhealthy, DEAD",
        "exited, unhealthy, HELD",
        "created, '', STARTING",
        "a state to come, '', HELD"
    })
    void saysWhereAProcessStands(String state, String health, ProcessState expected) {
        engine.isIn(state, "cell-1-node-1");
        engine.hasHealth(health, "cell-1-node-1");
        assertThat(control.processes())
                .filteredOn(process -> process.name().equals(NODE))
                .singleElement()
                .satisfies(process -> {
                    assertThat(process.state()).isEqualTo(expected);
                    assertThat(process.pid()).isEqualTo(77);
                    assertThat(process.managementUrl()).isEqualTo(URI.create("http://cell-1-node-1:9090"));
                });
    }

    @Test
    void listsWhatOthersNeedFirst() {
        assertThat(control.processes().stream().map(RegionProcess::name).map(ProcessName::value))
                .containsExactly("cell-1/database", "cell-1/fleet", "router-1", "cell-1/node-1");
    }

    @Test
    void saysWhatTheEngineSaid() {
        engine.answersNothingGood();
        assertThatThrownBy(() -> control.kill(List.of(NODE), true))
                .isInstanceOf(RegionUnreachableException.class)
                .hasMessageContaining("500")
                .hasMessageContaining("the disk is full");
    }

    @Test
    void saysThatNoEngineAnswers() {
        engine.close();
        assertThatThrownBy(() -> control.processes())
                .isInstanceOf(RegionUnreachableException.class)
                .hasMessageContaining(engine.address().toString());
    }
}
