package io.firebreak.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.chaos.FirebreakCommand;
import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.docker.ComposeFile;
import io.firebreak.chaos.docker.DockerRegion;
import io.firebreak.chaos.docker.OperatorAccess;
import io.firebreak.chaos.docker.ScriptedEngine;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Architecture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class ComposeDayTest {
    private ScriptedEngine engine;

    @BeforeEach
    void startEngine() throws IOException {
        engine = new ScriptedEngine();
        engine.oneOff("here", "chaos", "c0ffee");
    }

    @AfterEach
    void stopEngine() {
        engine.close();
    }

    private ComposeDay day(String... files) throws IOException {
        ComposeFile.services(files).forEach((service, environment) -> engine.container("here", service, environment));
        DockerRegion region = DockerRegion.find(OperatorAccess.of(Map.of(
                "DOCKER_HOST", engine.address().toString(),
                "HOSTNAME", "c0ffee",
                "FIREBREAK_INTERNAL_SECRET", "secret",
                "FIREBREAK_ADMIN_TOKEN", "secret",
                "FIREBREAK_DATABASE_PASSWORD", "secret")));
        return new ComposeDay(region, NanoClock.system(), line -> {});
    }

    private static Study study(String name) {
        Path file = Path.of("gamedays", name + ".yaml");
        return Study.read(file, 1, "./firebreak gameday");
    }

    @Test
    void takesADayForTheRegionThereIs() throws IOException {
        ComposeDay day = day("docker-compose.yml", "deploy/compose.chaos.yml");
        assertThatCode(() -> day.refuseUnlessFits(study("cell-kill"), Architecture.SHUFFLE))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesADayForAnotherRegionAndNamesBoth() throws IOException {
        ComposeDay day = day("docker-compose.yml", "deploy/compose.chaos.yml");
        assertThatThrownBy(() -> day.refuseUnlessFits(study("router-loss"), Architecture.SHUFFLE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("router-loss.yaml")
                .hasMessageContaining("in 1 zone, 2 routers")
                .hasMessageContaining("in 1 zone, 1 router,");
        assertThatThrownBy(() -> day.refuseUnlessFits(study("cell-kill"), Architecture.CELLULAR))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cellular: 8 cells")
                .hasMessageContaining("shuffle: 8 cells");
        assertThat(engine.done()).isEmpty();
    }

    @Test
    void refusesWhatNoDriverForContainersCanBreak() throws IOException {
        ComposeDay day = day("docker-compose.yml", "deploy/compose.chaos.yml");
        assertThatThrownBy(() -> day.refuseUnlessFits(study("network-cut"), Architecture.SHUFFLE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("network-cut.yaml breaks the network");
        assertThatThrownBy(() -> day.refuseUnlessFits(study("bad-deployment"), Architecture.SHUFFLE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("bad-deployment.yaml starts nodes with other settings");
    }

    @Test
    void refusesARegionWithoutHooks() throws IOException {
        ComposeDay day = day("docker-compose.yml");
        assertThatThrownBy(() -> day.refuseUnlessFits(study("cell-kill"), Architecture.SHUFFLE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("deploy/compose.chaos.yml");
    }

    @Test
    void isForTheServiceAloneAndForOneRegion() {
        assertThat(run("gameday", "gamedays/cell-kill.yaml", "--docker", "--attach"))
                .isEqualTo("2 firebreak: --attach and --docker: a game day has one region\n");
        assertThat(run("gameday", "gamedays/cell-kill.yaml", "--docker"))
                .startsWith("3 firebreak: --docker is for the service chaos");
        assertThat(run("status", "--docker")).startsWith("3 firebreak: --docker is for the service chaos");
    }

    private static String run(String... arguments) {
        StringWriter err = new StringWriter();
        int code = FirebreakCommand.commandLine().setErr(new PrintWriter(err)).execute(arguments);
        return code + " " + err;
    }
}
