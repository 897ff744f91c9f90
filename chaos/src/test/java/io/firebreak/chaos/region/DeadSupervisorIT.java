package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadSupervisorIT {
    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        LeftOvers.of(new RegionHome(home)).end(Supervision::sleepShortly);
    }

    @Test
    void whatItLeftIsNoticedAndCanBeStopped() {
        RegionSettings oneCell = new RegionSettings(Architecture.CELLULAR, 1, 1, 1, 1, 1, 1, 12, 1);
        LocalRegion region = LocalRegion.start(oneCell, home, Progress.toStandardError());
        ProcessHandle supervisor =
                ProcessHandle.of(region.file().supervisor().pid()).orElseThrow();
        assertThat(LeftOvers.of(new RegionHome(home)).size())
                .isEqualTo(region.control().processes().size());

        supervisor.destroyForcibly();
        while (new RegionHome(home).isInUse()) {
            Supervision.sleepShortly();
        }

        assertThatExceptionOfType(RegionUnreachableException.class)
                .isThrownBy(() -> LocalRegion.attach(home))
                .withMessageContaining("is dead and left 6 processes: './firebreak down' ends them");
        LocalRegion.stop(home, Progress.toStandardError());
        assertThat(LeftOvers.of(new RegionHome(home)).isEmpty()).isTrue();
        assertThat(home.resolve("region.json")).doesNotExist();
    }
}
