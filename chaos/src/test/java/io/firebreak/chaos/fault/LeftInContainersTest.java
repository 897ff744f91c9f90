package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.chaos.docker.ComposeFile;
import io.firebreak.chaos.docker.DockerRegion;
import io.firebreak.chaos.docker.OperatorAccess;
import io.firebreak.chaos.docker.ScriptedEngine;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed tool left in a region of containers, which it did not start. */
@SuppressWarnings("NullAway.Init")
class LeftInContainersTest {
    @TempDir
    private Path home;

    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger finds = new AtomicInteger();
    private ScriptedEngine engine;

    @BeforeEach
    void startEngine() throws IOException {
        engine = new ScriptedEngine();
        ComposeFile.services("docker-compose.yml", "deploy/compose.chaos.yml")
                .forEach((service, environment) -> engine.container("here", service, environment));
        engine.oneOff("here", "chaos", "c0ffee");
    }

    @AfterEach
    void stopEngine() {
        engine.close();
    }

    private DockerRegion region() {
        finds.incrementAndGet();
        return DockerRegion.find(OperatorAccess.of(Map.of(
                "DOCKER_HOST", engine.address().toString(),
                "HOSTNAME", "c0ffee",
                "FIREBREAK_INTERNAL_SECRET", "secret",
                "FIREBREAK_ADMIN_TOKEN", "secret",
                "FIREBREAK_DATABASE_PASSWORD", "secret")));
    }

    /** A program that made faults, and is gone. */
    private void leave(Fault... faults) {
        try (StandingFaults standing = StandingFaults.in(home)) {
            for (Fault fault : faults) {
                standing.begins(planned(fault));
            }
        }
    }

    private static PlannedFault planned(Fault fault) {
        return FaultPlan.of(GameDays.of(GameDays.step(0, fault, 10)), Sites.pairsOfFour(1))
                .faults()
                .getFirst();
    }

    @Test
    void undoesThemThroughTheDriverAndForgetsThem() throws InterruptedException {
        leave(
                new Fault.KillCell(Target.named(Sites.cell(1))),
                new Fault.PauseCell(Target.named(Sites.cell(2))),
                new Fault.KillDatabase(Target.named(Sites.cell(3))));
        engine.isIn("exited", "cell-1-node-1");
        engine.isIn("paused", "cell-2-node-1");
        engine.isIn("exited", "cell-3-database");
        LeftFaults.undo(home, this::region, lines::add);
        assertThat(engine.done())
                .containsExactlyInAnyOrder("unpause cell-2-node-1", "start cell-1-node-1", "start cell-3-database");
        assertThat(lines).singleElement().asString().contains("undoing what it left");
        LeftFaults.undo(home, this::region, lines::add);
        assertThat(finds.get()).as("nothing is left to be looked for").isEqualTo(1);
    }

    @Test
    void keepsThemInMindWhenTheEngineDoesNotAnswer() throws InterruptedException {
        leave(new Fault.KillCell(Target.named(Sites.cell(1))));
        engine.isIn("exited", "cell-1-node-1");
        assertThatThrownBy(() -> LeftFaults.undo(
                        home,
                        () -> {
                            throw new RegionUnreachableException("no engine");
                        },
                        lines::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no engine")
                .hasMessageContaining("try again");
        LeftFaults.undo(home, this::region, lines::add);
        assertThat(engine.stateOf("cell-1-node-1")).isEqualTo("running");
    }

    @Test
    void leavesThemToTheProgramThatStillRuns() throws InterruptedException {
        try (StandingFaults standing = StandingFaults.in(home)) {
            standing.begins(planned(new Fault.KillCell(Target.named(Sites.cell(1)))));
            LeftFaults.undo(home, this::region, lines::add);
            assertThat(finds.get()).isZero();
        }
    }
}
