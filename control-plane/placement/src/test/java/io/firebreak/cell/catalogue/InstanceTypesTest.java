package io.firebreak.cell.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.fleet.api.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InstanceTypesTest {
    private static final InstanceTypes TYPES = InstanceTypes.load();

    /** The hosts a fleet has, by family: what AWS publishes for the biggest size, or of the board where none is as big. */
    private static final Map<String, Resources> HOSTS = Map.ofEntries(
            Map.entry("c3", host(32, 60, 10_000, 10_000, 596)),
            Map.entry("c4", host(36, 60, 10_000, 4_000, 0)),
            Map.entry("m4", host(64, 256, 25_000, 10_000, 0)),
            Map.entry("i3", host(72, 512, 25_000, 19_000, 14_156)),
            Map.entry("c5", host(96, 192, 25_000, 19_000, 0)),
            Map.entry("m5", host(96, 384, 25_000, 19_000, 0)),
            Map.entry("r5", host(96, 768, 25_000, 19_000, 0)),
            Map.entry("t3", host(96, 384, 25_000, 19_000, 0)),
            Map.entry("m6i", host(128, 512, 50_000, 40_000, 0)),
            Map.entry("c6i", host(128, 256, 50_000, 40_000, 0)),
            Map.entry("r6i", host(128, 1_024, 50_000, 40_000, 0)),
            Map.entry("c7g", host(64, 128, 30_000, 20_000, 0)),
            Map.entry("g4dn", new Resources(96, 384 * 1_024, 100_000, 19_000, 750, 2_000, 1_676, 8)));

    static List<InstanceType> types() {
        return TYPES.all();
    }

    @Test
    void offersEveryFamilyThatHasHosts() {
        assertThat(types()).hasSize(103);
        assertThat(types())
                .extracting(InstanceType::family)
                .containsAll(HOSTS.keySet())
                .isSubsetOf(HOSTS.keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "c3.8xlarge, 32, 60, 10000, 0, 596, 8",
        "c4.8xlarge, 36, 60, 10000, 4000, 0, 8",
        "c5.large, 2, 4, 750, 650, 0, 3",
        "c5.metal, 96, 192, 25000, 19000, 0, 15",
        "c7g.medium, 1, 2, 520, 315, 0, 2",
        "i3.large, 2, 15.25, 750, 425, 442, 3",
        "i3.16xlarge, 64, 488, 25000, 14000, 14156, 15",
        "i3.metal, 72, 512, 25000, 19000, 14156, 15",
        "m4.10xlarge, 40, 160, 10000, 4000, 0, 8",
        "m5.8xlarge, 32, 128, 10000, 6800, 0, 8",
        "m6i.32xlarge, 128, 512, 50000, 40000, 0, 15",
        "r5.24xlarge, 96, 768, 25000, 19000, 0, 15",
        "r6i.12xlarge, 48, 384, 18750, 15000, 0, 8",
        "t3.nano, 2, 0.5, 32, 43, 0, 2"
    })
    void hasThePublishedFigures(
            String name, int vcpus, double memoryGiB, long network, long ebs, long diskGiB, int interfaces) {
        InstanceType type = TYPES.find(name).orElseThrow();

        assertThat(type.resources())
                .isEqualTo(new Resources(
                        vcpus, (long) (memoryGiB * 1_024), network, ebs, interfaces, type.volumeSlots(), diskGiB));
    }

    @Test
    void i3MetalHasEightDisksOf1900GBAndIsMetal() {
        InstanceType type = TYPES.find("i3.metal").orElseThrow();

        assertThat(type.localDisks()).isEqualTo(8);
        assertThat(type.localDiskGB()).isEqualTo(1_900);
        assertThat(type.metal()).isTrue();
        assertThat(type.platform()).isEqualTo("nitro-v2");
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeFitsTheHostOfItsFamily(InstanceType type) {
        assertThat(type.resources().fitsInto(host(type)))
                .as("%s in %s", type, host(type))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("types")
    void metalLeavesNoRoomForAnythingElse(InstanceType type) {
        if (type.metal()) {
            assertThat(type.vcpus()).isEqualTo(host(type).vcpus());
            assertThat(type.memoryMiB()).isEqualTo(host(type).memoryMiB());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aBurstIsNeverBelowTheBaseline(InstanceType type) {
        assertThat(type.ebsBurstMbps()).isGreaterThanOrEqualTo(type.ebsMbps());
    }

    @Test
    void findsNothingUnderAnUnknownName() {
        assertThat(TYPES.find("c5.gigantic")).isEmpty();
    }

    private static Resources host(InstanceType type) {
        Resources host = HOSTS.get(type.family());
        if (host == null) {
            throw new AssertionError("no host for " + type);
        }
        return host;
    }

    private static Resources host(int vcpus, long memoryGiB, long networkMbps, long ebsMbps, long localDiskGiB) {
        return new Resources(vcpus, memoryGiB * 1_024, networkMbps, ebsMbps, 750, 2_000, localDiskGiB);
    }
}
