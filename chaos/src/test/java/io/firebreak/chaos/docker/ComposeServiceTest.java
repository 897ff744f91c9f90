package io.firebreak.chaos.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.region.ProcessKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeServiceTest {
    @ParameterizedTest
    @CsvSource({
        "directory, directory, DIRECTORY",
        "directory-database, directory/database, DATABASE",
        "router, router-1, ROUTER",
        "router-2, router-2, ROUTER",
        "cell-1-node-1, cell-1/node-1, NODE",
        "cell-12-node-3, cell-12/node-3, NODE",
        "cell-8-database, cell-8/database, DATABASE",
        "cell-8-fleet, cell-8/fleet, FLEET"
    })
    void isAProcessOfTheRegion(String service, String process, ProcessKind kind) {
        assertThat(ComposeService.of(service)).hasValueSatisfying(found -> {
            assertThat(found.name()).hasToString(process);
            assertThat(found.kind()).isEqualTo(kind);
            assertThat(found.host()).isEqualTo(service);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "prometheus", "grafana", "certificates", "chaos", "cell-1", "cell-0-fleet", "cell-1-fleet-2"
            })
    void isNothingOfTheRegion(String service) {
        assertThat(ComposeService.of(service)).isEmpty();
    }

    @Test
    void tenthCellComesAfterTheSecond() {
        assertThat(ComposeService.of("cell-10-fleet").orElseThrow())
                .isGreaterThan(ComposeService.of("cell-2-fleet").orElseThrow());
    }
}
