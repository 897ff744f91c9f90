package io.firebreak.chaos.compare;

import io.firebreak.chaos.journal.RunLog;
import io.firebreak.chaos.measure.Day;
import io.firebreak.chaos.measure.FailedDay;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.RegionAlreadyUpException;
import io.firebreak.chaos.region.RegionDriver;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs the same studies on several architectures of equal capacity, each on a region of its own, one after another. A day that
 * fails costs its own verdict and no other's.
 */
final class Comparison {
    private final List<Study> studies;
    private final Equipment equipment;
    private final Rollback rollback;
    private final Path home;
    private final Findings findings;
    private final RunLog log;
    private final Consumer<Study> dayEnded;

    /**
     * @param studies at least one
     * @param home where the regions are kept
     * @param findings gets what each day showed
     * @param dayEnded is told of the study one more day of which is in the findings
     */
    Comparison(
            List<Study> studies,
            Equipment equipment,
            Rollback rollback,
            Path home,
            Findings findings,
            RunLog log,
            Consumer<Study> dayEnded) {
        this.studies = List.copyOf(studies);
        this.equipment = equipment;
        this.rollback = rollback;
        this.home = home;
        this.findings = findings;
        this.log = log;
        this.dayEnded = dayEnded;
    }

    /** One region of one architecture with the days on it. */
    private record Part(RegionSettings settings, List<PlannedDay> days) {}

    /** Runs all studies on each architecture, one after another, with one region for each shape the studies ask for. */
    void run(List<Architecture> architectures) throws InterruptedException {
        List<Part> parts = new ArrayList<>();
        Map<Stages.Need, List<Study>> stages = Stages.of(studies);
        for (Architecture architecture : architectures) {
            stages.forEach((need, sharing) -> parts.add(part(architecture, need, sharing)));
        }
        Timetable timetable = new Timetable(
                parts.stream().flatMap(part -> part.days().stream()).toList(),
                equipment.clock(),
                InstantSource.system());
        for (Part part : parts) {
            run(part, timetable);
        }
    }

    private static Part part(Architecture architecture, Stages.Need need, List<Study> sharing) {
        List<PlannedDay> days = new ArrayList<>();
        for (Study study : sharing) {
            for (long seed : study.seeds()) {
                days.add(new PlannedDay(study, architecture, seed, days.isEmpty()));
            }
        }
        RegionSettings settings =
                sharing.getFirst().gameDay().withRouters(need.shape().routers()).settings(architecture);
        return new Part(settings, days);
    }

    private void run(Part part, Timetable timetable) throws InterruptedException {
        try (Stage stage = new Stage(part.settings(), home, equipment, rollback)) {
            for (PlannedDay day : part.days()) {
                equipment.progress().report(timetable.begins(day));
                run(day, stage);
            }
        }
    }

    private void run(PlannedDay planned, Stage stage) throws InterruptedException {
        try {
            ArchitectureRun run = stage.run();
            note(planned.study(), run, run.day(planned.study(), planned.seed(), log));
        } catch (RegionAlreadyUpException e) {
            throw e;
        } catch (IOException | TimeoutException | RuntimeException e) {
            if (rollback.hasBegun() || Thread.interrupted()) {
                throw new InterruptedException("the run is being ended");
            }
            fail(planned, String.valueOf(e.getMessage() == null ? e : e.getMessage()));
            replace(stage);
        }
    }

    /** One that cannot be stopped is left for the next day, which fails by itself if it must. */
    private void replace(Stage stage) {
        try {
            stage.close();
        } catch (RuntimeException e) {
            equipment.progress().report("its region could not be stopped: " + e.getMessage());
        }
    }

    private void fail(PlannedDay planned, String why) {
        equipment.progress().report("the day failed, the others go on: " + why);
        String architecture = planned.architecture().toString();
        log.failed(planned.study().name(), architecture, planned.seed(), why);
        findings.failed(planned.study(), new FailedDay(architecture, planned.seed(), why));
        dayEnded.accept(planned.study());
    }

    private void note(Study study, ArchitectureRun run, Day day) {
        RegionFile file = run.file();
        findings.measured(study, file.architecture(), file.cells().size(), DaySetting.shardSize(file.tenants()), day);
        dayEnded.accept(study);
    }

    /** Runs the one study on a region that runs already and is left running; whatever fails ends the run. */
    void attach(RegionDriver region, String tokenPrefix) throws IOException, InterruptedException, TimeoutException {
        ArchitectureRun run = new ArchitectureRun(region, equipment, tokenPrefix, rollback::add);
        for (Study study : studies) {
            for (long seed : study.seeds()) {
                note(study, run, run.day(study, seed, log));
            }
        }
    }
}
