package io.firebreak.chaos.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.ProcessName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Liveness says "restart me", readiness says "do not route to me". */
@ExtendWith(SharedObservedRegion.class)
class HealthIT {
    private static final int UP = 200;
    private static final int NOT = 503;
    /** Lists in a row. */
    private static final int WELL_AGAIN = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final NanoClock clock = NanoClock.system();

    @Test
    void aDeadDatabaseOfACellIsNoReasonToRestartItsNodeAndTouchesNobodyElse(ObservedRegion region) {
        CellId cell = new CellId("cell-2");
        ProcessName database = ProcessName.database(cell);
        URI node = region.file().cells().get(1).nodes().getFirst().managementUrl();
        assertThat(readiness(region, node)).isEqualTo(UP);
        region.region.control().kill(List.of(database), true);
        try {
            await(region, node, NOT);
            assertThat(liveness(region, node)).isEqualTo(UP);
            assertThat(readiness(region, region.file().routers().getFirst().managementUrl()))
                    .isEqualTo(UP);
            assertThat(readiness(
                            region,
                            region.file().cells().getFirst().nodes().getFirst().managementUrl()))
                    .isEqualTo(UP);
        } finally {
            region.region.control().release(List.of(database));
        }
        await(region, node, UP);
        awaitWholeLists(region);
    }

    @Test
    void aDeadDatabaseOfTheDirectoryIsNoReasonToRestartIt(ObservedRegion region) {
        ProcessName database = ProcessName.directoryDatabase();
        URI directory = region.file().directory().managementUrl();
        region.region.control().kill(List.of(database), true);
        try {
            await(region, directory, NOT);
            assertThat(liveness(region, directory)).isEqualTo(UP);
            assertThat(readiness(region, region.file().routers().getFirst().managementUrl()))
                    .isEqualTo(UP);
        } finally {
            region.region.control().release(List.of(database));
        }
        await(region, directory, UP);
    }

    @Test
    void everyApplicationTellsBoth(ObservedRegion region) {
        List<URI> applications = region.region.control().processes().stream()
                .flatMap(process -> Stream.ofNullable(process.managementUrl()))
                .toList();
        assertThat(applications).hasSize(6).allSatisfy(management -> {
            assertThat(liveness(region, management)).isEqualTo(UP);
            await(region, management, UP);
        });
    }

    private void await(ObservedRegion region, URI management, int status) {
        long deadline = clock.nanos() + PATIENCE.toNanos();
        while (readiness(region, management) != status && clock.nanos() < deadline) {
            clock.waitUntil(clock.nanos() + BETWEEN_LOOKS.toNanos());
        }
        assertThat(readiness(region, management)).isEqualTo(status);
    }

    /** Until the router takes the cell for well again, too: other tests follow. */
    private void awaitWholeLists(ObservedRegion region) {
        long deadline = clock.nanos() + PATIENCE.toNanos();
        int whole = 0;
        while (whole < WELL_AGAIN && clock.nanos() < deadline) {
            boolean partial = region.router(region.tenant(0))
                    .get("/v1/instances")
                    .body()
                    .path("partial")
                    .asBoolean(true);
            whole = partial ? 0 : whole + 1;
            clock.waitUntil(clock.nanos() + BETWEEN_LOOKS.toNanos());
        }
        assertThat(whole).isEqualTo(WELL_AGAIN);
    }

    private static int readiness(ObservedRegion region, URI management) {
        return region.get(management.resolve("/actuator/health/readiness")).statusCode();
    }

    private static int liveness(ObservedRegion region, URI management) {
        return region.get(management.resolve("/actuator/health/liveness")).statusCode();
    }
}
