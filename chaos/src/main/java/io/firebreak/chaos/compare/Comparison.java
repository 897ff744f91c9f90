package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.measure.ArchitectureMeasure;
import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.Day;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.RegionDriver;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs the same studies on several architectures of equal capacity, each on a region of its own, one after another. */
final class Comparison {
    /** Whom a region would serve: a day that leaves the network alone is not measured through a proxy. */
    private record RegionNeed(GameDay.RegionShape shape, boolean network) {
        static RegionNeed of(GameDay gameDay) {
            return new RegionNeed(gameDay.region(), gameDay.breaksTheNetwork());
        }
    }

    private final List<Study> studies;
    private final Equipment equipment;
    private final Rollback rollback;
    private final Path home;
    private final Map<Study, List<ArchitectureResult>> results = new LinkedHashMap<>();

    /**
     * @param studies at least one; those that ask for the same region share it
     * @param home where the regions are kept
     */
    Comparison(List<Study> studies, Equipment equipment, Rollback rollback, Path home) {
        this.studies = List.copyOf(studies);
        this.equipment = equipment;
        this.rollback = rollback;
        this.home = home;
    }

    /** Adds architectures, one after another. */
    void addAll(List<Architecture> architectures) throws IOException, InterruptedException, TimeoutException {
        for (Architecture architecture : architectures) {
            add(architecture);
        }
    }

    /** Adds an architecture: a fresh region is started and stopped for it, one for each that the studies need. */
    void add(Architecture architecture) throws IOException, InterruptedException, TimeoutException {
        Map<RegionNeed, List<Study>> byNeed = studies.stream()
                .collect(Collectors.groupingBy(
                        study -> RegionNeed.of(study.gameDay()), LinkedHashMap::new, Collectors.toList()));
        for (List<Study> sharing : byNeed.values()) {
            add(architecture, sharing);
        }
    }

    private void add(Architecture architecture, List<Study> sharing)
            throws IOException, InterruptedException, TimeoutException {
        equipment.progress().report("starting the %s region".formatted(architecture));
        RegionSettings settings = sharing.getFirst().gameDay().settings(architecture);
        LocalRegion region = start(settings);
        Runnable down = () -> {
            LocalRegion.stop(home, equipment.progress());
            equipment.standing().regionEnded();
        };
        rollback.add(down);
        try {
            add(region, sharing, "", _ -> {});
        } finally {
            equipment.progress().report("stopping the %s region".formatted(architecture));
            rollback.undo(down);
        }
    }

    /** Whoever finds the region after this program was killed is to stop it. */
    private LocalRegion start(RegionSettings settings) {
        if (LocalRegion.isUp(home)) {
            return LocalRegion.start(settings, home, equipment.progress());
        }
        equipment.standing().regionBegins();
        try {
            return LocalRegion.start(settings, home, equipment.progress());
        } catch (RuntimeException e) {
            equipment.standing().regionEnded();
            throw e;
        }
    }

    /** Adds the architecture of a region that runs already and is left running. */
    void attach(RegionDriver region, String tokenPrefix) throws IOException, InterruptedException, TimeoutException {
        add(region, studies, tokenPrefix, rollback::add);
    }

    /** @param onExit takes what must be undone in a region that is not stopped by this program */
    private void add(RegionDriver region, List<Study> sharing, String tokenPrefix, Consumer<Runnable> onExit)
            throws IOException, InterruptedException, TimeoutException {
        Map<Study, List<Day>> days = new ArchitectureRun(region, equipment, tokenPrefix, onExit).run(sharing);
        RegionFile file = region.file();
        int shardSize = file.tenants().stream()
                .mapToInt(tenant -> tenant.cells().size())
                .max()
                .orElse(1);
        days.forEach((study, ofStudy) -> results.computeIfAbsent(study, _ -> new ArrayList<>())
                .add(ArchitectureMeasure.pool(
                        study.gameDay(), file.architecture(), file.cells().size(), shardSize, ofStudy)));
    }

    /** One result for each study, in their order. */
    List<CompareResult> results(String startedAt) {
        return studies.stream()
                .map(study -> Results.of(study, results.getOrDefault(study, List.of()), startedAt))
                .toList();
    }
}
