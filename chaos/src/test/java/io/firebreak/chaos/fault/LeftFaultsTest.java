package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.NoControl;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RegionControl;
import io.firebreak.chaos.region.RegionFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class LeftFaultsTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final List<String> events = new ArrayList<>();

    private class Recording extends NoControl {
        @Override
        public void release(Collection<ProcessName> names) {
            events.add("release " + names);
        }

        @Override
        public void resume(Collection<ProcessName> names) {
            events.add("resume " + names);
        }

        @Override
        public void rollBack(Collection<ProcessName> names) {
            events.add("roll back " + names);
        }
    }

    private static RegionFile file() {
        RegionFile.Database database = new RegionFile.Database("jdbc:postgresql://127.0.0.1:1/none", 1);
        return new RegionFile(
                Architecture.SHUFFLE,
                1,
                new RegionFile.Supervisor(NOWHERE, 1, "token"),
                new RegionFile.Router(NOWHERE),
                List.of(),
                new RegionFile.Directory(NOWHERE, NOWHERE, 1, "token", database),
                List.of(),
                List.of(),
                "key",
                "secret",
                null,
                null,
                null);
    }

    @TempDir
    private Path home;

    @Test
    void takesAFileOfAVersionThatKnewFewerFaults() throws IOException {
        Files.writeString(
                home.resolve("standing-faults.json"),
                "{\"pid\":1,\"ownRegion\":false,\"held\":[\"router-1\"],\"paused\":[],\"gray\":[],\"poisoned\":[]}");
        assertThat(StandingFaults.left(home)).hasValueSatisfying(left -> {
            assertThat(left.held()).containsExactly(ProcessName.router(1));
            assertThat(left.cutOff()).isEmpty();
            assertThat(left.dark()).isEmpty();
        });
    }

    @Test
    void undoesAllThatItCanAndTellsWhatItCouldNot() {
        ProcessName node = ProcessName.node(Sites.cell(1), 1);
        RegionControl failing = new Recording() {
            @Override
            public void release(Collection<ProcessName> names) {
                throw new IllegalStateException("no");
            }
        };
        StandingFaults.Written left = new StandingFaults.Written(
                1,
                false,
                List.of(node),
                List.of(),
                List.of(),
                List.of(node),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThatThrownBy(() -> LeftFaults.undo(left, new LocalRegion(file(), failing)))
                .hasMessageContaining("a fault could not be undone: no");
        assertThat(events).contains("roll back " + List.of(node));
    }

    @Test
    void rollsBackWhatMayHaveBeenDeployed() throws InterruptedException {
        ProcessName node = ProcessName.node(Sites.cell(1), 1);
        ProcessName other = ProcessName.node(Sites.cell(2), 1);
        StandingFaults.Written left = new StandingFaults.Written(
                1,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(node, other),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        LeftFaults.undo(left, new LocalRegion(file(), new Recording()));
        assertThat(events).contains("roll back " + List.of(node, other));
    }
}
