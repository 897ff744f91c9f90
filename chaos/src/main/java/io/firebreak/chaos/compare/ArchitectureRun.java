package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.journal.RunLog;
import io.firebreak.chaos.measure.Day;
import io.firebreak.chaos.region.RegionConnections;
import io.firebreak.chaos.region.RegionDriver;
import io.firebreak.chaos.region.RegionFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The days on one region, one after another. */
final class ArchitectureRun {
    /**
     * How long the load of a day that is not the first takes to its full rate. Its processes have served a day's load, so their
     * code is compiled; those an earlier day killed have not, and the steady state, which is tried again until it is one, waits
     * for them as long as it takes.
     */
    private static final Duration SHORT_RAMP = Duration.ofSeconds(5);

    private final RegionDriver region;
    private final Equipment equipment;
    private final String tokenPrefix;
    private final Consumer<Runnable> onExit;
    private List<RegionFile.Tenant> tenants;
    private int day;

    /**
     * @param tokenPrefix starts the client tokens of all days; empty on a fresh region
     * @param onExit takes what must be undone when the program is told to stop and the region goes on
     */
    ArchitectureRun(RegionDriver region, Equipment equipment, String tokenPrefix, Consumer<Runnable> onExit) {
        this.onExit = onExit;
        this.region = region;
        this.equipment = equipment;
        this.tokenPrefix = tokenPrefix;
        this.tenants = region.file().tenants();
    }

    RegionFile file() {
        return region.file();
    }

    /** The warm-up of a day on a region that has had one. */
    static Duration rampOf(GameDay gameDay) {
        return gameDay.warmUp().compareTo(SHORT_RAMP) < 0 ? gameDay.warmUp() : SHORT_RAMP;
    }

    /** The next day, of this study under this seed. */
    Day day(Study study, long seed, RunLog log) throws IOException, InterruptedException, TimeoutException {
        GameDay gameDay = study.gameDay().withSeed(seed);
        day++;
        if (day > 1) {
            equipment.progress().report("clearing the region for the next day");
            FreshTenants fresh =
                    new FreshTenants(region.file(), RegionConnections.http(region.file()), equipment.clock());
            List<RegionFile.Tenant> earlier = tenants;
            tenants = fresh.enrol(day, gameDay.region().tenants());
            fresh.clear(earlier);
            fresh.awaitServed();
            gameDay = gameDay.withWarmUp(rampOf(gameDay));
        }
        String prefix = "%sd%d-s%d".formatted(tokenPrefix, day, seed);
        DaySetting setting = new DaySetting(study.name(), gameDay, region, tenants, prefix);
        return new DayRun(setting, equipment, onExit, log).run();
    }
}
