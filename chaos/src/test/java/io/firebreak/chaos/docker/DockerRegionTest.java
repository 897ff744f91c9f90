package io.firebreak.chaos.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the containers that the compose files of this repository make. */
@SuppressWarnings("NullAway.Init")
class DockerRegionTest {
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

    private void composed(String... files) throws IOException {
        ComposeFile.services(files).forEach((service, environment) -> {
            if (!service.equals("chaos")) {
                engine.container("here", service, environment);
            }
        });
    }

    private void composed() throws IOException {
        composed("docker-compose.yml", "deploy/compose.chaos.yml");
    }

    private Map<String, String> environment() {
        return Map.of(
                "DOCKER_HOST", engine.address().toString(),
                "HOSTNAME", "c0ffee",
                "FIREBREAK_INTERNAL_SECRET", "an internal secret",
                "FIREBREAK_ADMIN_TOKEN", "an admin token",
                "FIREBREAK_DATABASE_PASSWORD", "a pass&word",
                "FIREBREAK_IDENTITY_DIRECTORY", "/run/firebreak/identity");
    }

    private DockerRegion found() {
        return DockerRegion.find(OperatorAccess.of(environment()));
    }

    @Test
    void findsTheRegionOfTheComposeFileWhichIsTheOneGameDaysAskFor() throws IOException {
        composed();
        assertThat(found().shape())
                .isEqualTo(ComposeShape.of(RegionSettings.defaults()))
                .hasToString("shuffle: 8 cells of 1 node and 50 hosts, in 1 zone, 1 router, shards of 2");
        assertThat(found().withoutHooks()).isEmpty();
        assertThat(found().control().processes()).hasSize(2 + 1 + 3 * 8);
    }

    @Test
    void knowsEverythingByTheNameItKeeps() throws IOException {
        composed();
        RegionFile file = found().file();
        assertThat(file.architecture()).isEqualTo(Architecture.SHUFFLE);
        assertThat(file.router().url()).isEqualTo(URI.create("http://router:8080"));
        assertThat(file.directory().url()).isEqualTo(URI.create("https://directory:8080"));
        assertThat(file.directory().database().jdbcUrl())
                .isEqualTo("jdbc:postgresql://directory-database:5432/firebreak?user=firebreak&password=a+pass%26word");
        assertThat(file.cells().stream().map(RegionFile.Cell::id))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 8)
                        .mapToObj(number -> new CellId("cell-" + number))
                        .toList());
        RegionFile.Cell third = file.cells().get(2);
        assertThat(third.nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.managementUrl()).isEqualTo(URI.create("http://cell-3-node-1:9090")));
        assertThat(third.fleet().url()).isEqualTo(URI.create("https://cell-3-fleet:8080"));
        assertThat(third.database().jdbcUrl()).startsWith("jdbc:postgresql://cell-3-database:5432/firebreak?");
        assertThat(file.operatorIdentity()).isEqualTo("/run/firebreak/identity");
    }

    @Test
    void noticesThatTheHooksAreOff() throws IOException {
        composed("docker-compose.yml");
        assertThat(found().withoutHooks()).hasSize(16).contains("cell-3-node-1", "cell-3-fleet");
    }

    @Test
    void refusesARegionInWhichAPartIsMissing() {
        engine.container("here", "cell-1-node-1", Map.of());
        engine.container("here", "router", Map.of());
        assertThatThrownBy(this::found)
                .isInstanceOf(RegionUnreachableException.class)
                .hasMessageContaining("'here'")
                .hasMessageContaining("directory");
    }

    @Test
    void refusesWhereThisIsNoContainerOfAProject() throws IOException {
        composed();
        Map<String, String> onAMachine = new HashMap<>(environment());
        onAMachine.put("HOSTNAME", "a-machine");
        assertThatThrownBy(() -> DockerRegion.find(OperatorAccess.of(onAMachine)))
                .isInstanceOf(RegionUnreachableException.class)
                .hasMessageContaining("a-machine")
                .hasMessageContaining("deploy/compose.chaos.yml");
    }

    @Test
    void namesWhatIsMissingInTheEnvironment() {
        assertThatThrownBy(() -> OperatorAccess.of(Map.of("HOSTNAME", "c0ffee")))
                .isInstanceOf(RegionUnreachableException.class)
                .hasMessageContaining("FIREBREAK_ADMIN_TOKEN")
                .hasMessageNotContaining("HOSTNAME");
    }

    @Test
    void showsAndKeepsNoSecretItWasNotGiven() throws IOException {
        composed();
        engine.container("here", "router", Map.of("FIREBREAK_ROUTER_INTERNALSECRET", "a secret of the router"));
        assertThat(OperatorAccess.of(environment()).toString())
                .doesNotContain("an internal secret", "an admin token", "a pass&word");
        assertThat(new ComposeProject(new DockerEngine(engine.address()), "here")
                        .details()
                        .toString())
                .doesNotContain("a secret of the router");
    }
}
