package io.firebreak.chaos.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.failover.CellCounters.Count;
import io.firebreak.chaos.failover.OpenLoad.Intent;
import io.firebreak.chaos.failover.OpenLoad.Kind;
import io.firebreak.chaos.load.NanoClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The directory dead all the time, and two routers restarted under load, each in order and one by kill -9. Clients do as SDKs do:
 * a refused or broken connection sends the same request to the other router at once.
 */
class RouterLossIT {
    private static final List<Kind> MIX = List.of(Kind.LAUNCH, Kind.LIST, Kind.READ, Kind.LAUNCH);
    private static final int ATTEMPTS = 3;
    private static final Duration REST = Duration.ofSeconds(2);

    private final NanoClock clock = NanoClock.system();

    @ParameterizedTest
    @ValueSource(ints = 500)
    void knownTenantsNoticeNoRestartOfARouterWithTheDirectoryDead(int perSecond, @TempDir Path folder)
            throws Exception {
        try (MemoryRegion region = MemoryRegion.start(4, 2, folder, clock)) {
            region.killDirectory();
            OpenLoad.Shape shape = new OpenLoad.Shape(perSecond, MemoryRegion.TENANTS, MIX, ATTEMPTS);
            List<Intent> intents;
            try (OpenLoad load = OpenLoad.start(shape, region.addresses(), clock)) {
                region.rest(REST);
                RouterProcess one = region.routers().getFirst();
                RouterProcess two = region.routers().getLast();
                one.process().terminate();
                bringBack(region, one);
                two.process().terminate();
                bringBack(region, two);
                one.process().kill();
                bringBack(region, one);
                intents = load.finish();
            }
            Outcomes outcomes = new Outcomes(intents);
            Map<String, Long> met = intents.stream()
                    .flatMap(intent -> intent.met().stream())
                    .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
            System.out.printf(
                    "directory dead, routers restarted by SIGTERM, SIGTERM and SIGKILL: %d intents, failed %d %s,"
                            + " attempts that failed %s, p99 %d ms, slowest %d ms%n",
                    intents.size(),
                    outcomes.failed().size(),
                    outcomes.failures(),
                    met,
                    outcomes.took(0.99).toMillis(),
                    outcomes.took(1).toMillis());
            assertThat(outcomes.failed()).isEmpty();
            assertThat(met).as("somebody met a restart").containsKey("refused");
            assertThat(region.counted(Count.FOREIGN)).isZero();
        }
    }

    private static void bringBack(MemoryRegion region, RouterProcess router) {
        router.restart();
        region.await("the router has its table from disk", router::isReady);
        region.rest(REST);
    }
}
