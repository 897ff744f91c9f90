package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Generates small, crowded fleets and requests for them. Figures come from few values, so that hosts tie, every
 * resource runs out first now and then, and refusals are common.
 */
record RandomFleet(RandomGenerator random) {
    private static final List<String> FAMILIES = List.of("c5", "m5", "i3");

    List<HostCapacity> hosts() {
        List<HostCapacity> hosts = new ArrayList<>();
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            Resources total = total();
            hosts.add(new HostCapacity(
                    new HostId("host-%02d".formatted(random.nextInt(5) * 20 + i)),
                    1,
                    "zone-" + random.nextInt(2),
                    "rack-" + random.nextInt(3),
                    random.nextInt(4) == 0 ? Set.of("c5", "m5") : Set.of(FAMILIES.get(random.nextInt(3))),
                    random.nextInt(10) > 0,
                    total,
                    random.nextBoolean() ? Resources.NONE : partOf(total)));
        }
        return hosts;
    }

    PlacementRequest request() {
        int minCount = 1 + random.nextInt(3);
        return new PlacementRequest(
                FAMILIES.get(random.nextInt(3)),
                new Resources(
                        1 << random.nextInt(4),
                        1_024L << random.nextInt(4),
                        500L * random.nextInt(4),
                        500L * random.nextInt(4),
                        1 + random.nextInt(4),
                        random.nextInt(8),
                        random.nextInt(3) == 0 ? 200 : 0,
                        random.nextInt(4) == 0 ? 1 : 0),
                minCount,
                minCount + random.nextInt(6),
                random.nextInt(3) == 0 ? Optional.of("zone-" + random.nextInt(3)) : Optional.empty());
    }

    private Resources total() {
        return new Resources(
                8 << random.nextInt(4),
                8_192L << random.nextInt(2),
                5_000L << random.nextInt(2),
                4_000L << random.nextInt(2),
                16 << random.nextInt(2),
                28 << random.nextInt(4),
                random.nextBoolean() ? 900 : 0,
                4 * random.nextInt(2));
    }

    /** Each resource by itself in quarters, so that hosts are used unevenly. */
    private Resources partOf(Resources total) {
        return new Resources(
                total.vcpus() / 4 * random.nextInt(4),
                total.memoryMiB() / 4 * random.nextInt(4),
                total.networkMbps() / 4 * random.nextInt(4),
                total.ebsMbps() / 4 * random.nextInt(4),
                total.networkInterfaces() / 4 * random.nextInt(4),
                total.volumeSlots() / 4 * random.nextInt(4),
                total.localDiskGiB() / 4 * random.nextInt(4),
                total.accelerators() / 4 * random.nextInt(4));
    }
}
