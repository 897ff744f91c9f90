package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.measure.Day;
import io.firebreak.chaos.region.RegionConnections;
import io.firebreak.chaos.region.RegionDriver;
import io.firebreak.chaos.region.RegionFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** All days of one architecture on one region, one after another. */
final class ArchitectureRun {
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

    /** The days of each study. */
    Map<Study, List<Day>> run(List<Study> studies) throws IOException, InterruptedException, TimeoutException {
        Map<Study, List<Day>> days = new LinkedHashMap<>();
        for (Study study : studies) {
            List<Day> ofStudy = new ArrayList<>();
            for (long seed : study.seeds()) {
                ofStudy.add(day(study.gameDay().withSeed(seed)));
            }
            days.put(study, List.copyOf(ofStudy));
        }
        return days;
    }

    private Day day(GameDay gameDay) throws IOException, InterruptedException, TimeoutException {
        day++;
        if (day > 1) {
            equipment.progress().report("clearing the region for the next day");
            FreshTenants fresh =
                    new FreshTenants(region.file(), RegionConnections.http(region.file()), equipment.clock());
            fresh.clear(tenants);
            tenants = fresh.enrol(day, gameDay.region().tenants());
        }
        String prefix = "%sd%d-s%d".formatted(tokenPrefix, day, gameDay.seed());
        equipment
                .progress()
                .report("%s, \"%s\", seed %d".formatted(region.file().architecture(), gameDay.title(), gameDay.seed()));
        return new DayRun(new DaySetting(gameDay, region, tenants, prefix), equipment, onExit).run();
    }
}
