package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.GameDayParser;
import io.firebreak.chaos.journal.RecordedDay;
import io.firebreak.chaos.journal.RecordedRun;
import io.firebreak.chaos.journal.RecordedStudy;
import io.firebreak.chaos.measure.DayEvidence;
import io.firebreak.chaos.measure.DayMeasure;
import io.firebreak.chaos.region.Architecture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures the days of a journal again: the same evidence gives the same figures. */
final class Replay {
    private final RecordedRun run;
    private final Map<String, Study> studies = new LinkedHashMap<>();

    Replay(RecordedRun run) {
        this.run = run;
        for (RecordedStudy study : run.studies()) {
            Path file = Path.of(study.file());
            GameDay gameDay = GameDayParser.parse(file, study.text());
            studies.put(study.name(), new Study(file, study.text(), gameDay, study.seeds(), study.command()));
        }
    }

    /** What the run had found when its journal ended; a day the journal does not have whole is one not run yet. */
    Findings findings() {
        List<Architecture> architectures =
                run.architectures().stream().map(Architecture::of).toList();
        Findings findings = new Findings(List.copyOf(studies.values()), architectures, run.startedAt());
        for (RecordedDay day : run.days()) {
            Study study = studies.get(day.header().study());
            if (study != null) {
                Optional<DayEvidence> evidence = day.evidence(study.gameDay());
                evidence.ifPresent(it -> findings.measured(
                        study,
                        Architecture.of(day.header().architecture()),
                        day.header().cells(),
                        day.header().shardSize(),
                        DayMeasure.measure(it)));
            }
        }
        for (RecordedRun.Failure failure : run.failures()) {
            Study study = studies.get(failure.study());
            if (study != null) {
                findings.failed(study, failure.day());
            }
        }
        return findings;
    }

    /** Writes all reports of the run again. */
    List<Path> writeTo(Path directory) {
        return new Reports(directory, List.copyOf(studies.values())).write(findings());
    }

    /** What was to be seen of each day, second by second. */
    List<ReplayedDay> days() {
        List<ReplayedDay> days = new ArrayList<>();
        run.days().forEach(day -> days.add(ReplayedDay.of(day)));
        return days;
    }
}
