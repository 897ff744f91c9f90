package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegionSettingsTest {
    private static final RegionSettings DEFAULTS = RegionSettings.defaults();

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void everyArchitectureHasTheSameNodesAndHosts(Architecture architecture) {
        RegionSettings deployed = new RegionSettings(architecture, 6, 2, 1, 3, 2, 100, 25, 7).deployed();

        assertThat(deployed.cells() * deployed.nodesPerCell()).isEqualTo(12);
        assertThat(deployed.cells() * deployed.hostsPerCell()).isEqualTo(150);
        assertThat(deployed.deployed()).isEqualTo(deployed);
    }

    @Test
    void regionalIsOneCellAndCellularHasShardsOfOne() {
        assertThat(DEFAULTS.withArchitecture(Architecture.REGIONAL).deployed().cells())
                .isEqualTo(1);
        assertThat(DEFAULTS.withArchitecture(Architecture.CELLULAR).deployed().shardSize())
                .isEqualTo(1);
        assertThat(DEFAULTS.deployed()).isEqualTo(DEFAULTS);
    }

    @Test
    void theDefaultsAreInOrder() {
        for (Architecture architecture : Architecture.values()) {
            assertThat(DEFAULTS.withArchitecture(architecture).problems()).isEmpty();
        }
    }

    @Test
    void namesEveryProblemWithItsValueAndItsRange() {
        assertThat(new RegionSettings(Architecture.SHUFFLE, 65, 0, 9, 66, 99, 0, 5_001, 1).problems())
                .containsExactly(
                        "cells is 65: it must be 1 to 64",
                        "nodes-per-cell is 0: it must be 1 to 16",
                        "routers is 9: it must be 1 to 8",
                        "zones is 66: it must be 1 to 65",
                        "shard-size is 99: it must be 1 to 66",
                        "tenants is 0: it must be 1 to 10000",
                        "hosts-per-cell is 5001: it must be 1 to 5000");
    }

    @Test
    void everyArchitectureHasTheTenantRatesThatWereAskedFor() {
        RegionSettings limited =
                DEFAULTS.withTenantRates(new TenantRates(20, 80)).withSeed(3);
        for (Architecture architecture : Architecture.values()) {
            assertThat(limited.withArchitecture(architecture).deployed().tenantRates())
                    .isEqualTo(new TenantRates(20, 80));
        }
        assertThat(DEFAULTS.withTenantRates(new TenantRates(100_001, 0)).problems())
                .containsExactly("tenant-rate is 100001: it must be 1 to 100000");
    }

    @Test
    void aShardHasAtMostOneCellPerZone() {
        assertThat(new RegionSettings(Architecture.SHUFFLE, 9, 1, 1, 3, 4, 10, 10, 1).problems())
                .containsExactly("shard-size is 4: it must be 1 to 3");
        assertThat(new RegionSettings(Architecture.CELLULAR, 9, 1, 1, 3, 4, 10, 10, 1).problems())
                .isEmpty();
    }

    @Test
    void refusesAnArchitectureThatIsNoneNamingThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architecture.of("Shuffle"))
                .withMessage("architecture is 'Shuffle': it must be one of regional, cellular, shuffle");
    }
}
