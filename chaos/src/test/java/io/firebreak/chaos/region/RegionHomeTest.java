package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RegionHomeTest {
    private static final URI URL = URI.create("http://127.0.0.1:18001");
    private static final RegionFile.App APP = new RegionFile.App(URL, URL, 42);
    private static final RegionFile.Database DATABASE = new RegionFile.Database("jdbc:postgresql://127.0.0.1:1/x", 7);
    private static final RegionFile REGION = new RegionFile(
            Architecture.SHUFFLE,
            3,
            new RegionFile.Supervisor(URL, 1, "token"),
            new RegionFile.Router(URL),
            List.of(APP),
            new RegionFile.Directory(URL, URL, 5, "admin", DATABASE),
            List.of(new RegionFile.Cell(new CellId("cell-1"), "zone-1", List.of(APP), DATABASE, APP)),
            List.of(new RegionFile.Tenant(new TenantId("t-001"), "fbk_t-001_x", List.of(new CellId("cell-1")))),
            "operator",
            "internal",
            null,
            null,
            null);

    @TempDir
    private Path directory;

    private RegionHome home = new RegionHome(Path.of(""));

    @BeforeEach
    void makeTheHome() {
        home = new RegionHome(directory.resolve("home"));
        home.create();
    }

    @Test
    void readsTheRegionFileItWrote() {
        home.write(home.regionFile(), REGION);

        assertThat(home.readRegion()).contains(REGION);
    }

    @Test
    void theRegionFileHasTheKeysOthersRelyOn() throws IOException {
        home.write(home.regionFile(), REGION);

        JsonNode json = Json.MAPPER.readTree(Files.readString(home.regionFile()));
        assertThat(json.at("/architecture").asString()).isEqualTo("shuffle");
        assertThat(json.at("/router/url").asString()).isEqualTo(URL.toString());
        assertThat(json.at("/routers/0/managementUrl").asString()).isEqualTo(URL.toString());
        assertThat(json.at("/directory/adminToken").asString()).isEqualTo("admin");
        assertThat(json.at("/directory/database/pid").asLong()).isEqualTo(7);
        assertThat(json.at("/cells/0/id").asString()).isEqualTo("cell-1");
        assertThat(json.at("/cells/0/nodes/0/pid").asLong()).isEqualTo(42);
        assertThat(json.at("/cells/0/fleet/url").asString()).isEqualTo(URL.toString());
        assertThat(json.at("/cells/0/database/jdbcUrl").asString()).isEqualTo(DATABASE.jdbcUrl());
        assertThat(json.at("/tenants/0/cells/0").asString()).isEqualTo("cell-1");
        assertThat(json.at("/supervisor/token").asString()).isEqualTo("token");
        assertThat(json.at("/operatorKey").asString()).isEqualTo("operator");
    }

    @Test
    void theRegionFileIsForItsOwnersEyesOnlyAlsoWhenItIsWrittenAgain() throws IOException {
        home.write(home.regionFile(), REGION);
        home.write(home.regionFile(), REGION);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.regionFile())))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(home.directory())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("logs", "region.json");
        }
    }

    @Test
    void clearsWhatAnEarlierRegionLeftButTheSupervisorsLog() throws IOException {
        Files.createDirectories(home.databases().resolve("cell-1/base"));
        Files.createDirectories(home.work(new ProcessName("cell-1/fleet")));
        Files.writeString(home.log(new ProcessName("cell-1/node-1")), "old");
        Files.writeString(home.supervisorLog(), "new");
        home.write(home.regionFile(), REGION);

        home.clear();

        try (Stream<Path> left = Files.walk(home.directory())) {
            assertThat(left.filter(Files::isRegularFile)).containsExactly(home.supervisorLog());
        }
        assertThat(home.databases()).doesNotExist();
    }

    @Test
    void aHomeThatIsNotThereIsNotInUse() {
        assertThat(new RegionHome(directory.resolve("nowhere")).isInUse()).isFalse();
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void showsTheEndOfALogAndSaysSoWhenThereIsNone() throws IOException {
        Path log = home.log(new ProcessName("router-1"));
        assertThat(home.tail(log)).contains("cannot be read");

        Files.writeString(log, "line\n".repeat(1_000) + "the cause\n");
        assertThat(home.tail(log)).endsWith("the cause").hasLineCount(25);
    }
}
