package io.firebreak.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.Day;
import io.firebreak.chaos.measure.DayMeasure;
import io.firebreak.chaos.measure.FailedDay;
import io.firebreak.chaos.measure.Verdict;
import io.firebreak.chaos.region.Architecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
    private final Study study = SampleRun.study("first", List.of(3L, 4L));
    private final Findings findings = new Findings(List.of(study), List.of(Architecture.values()), SampleRun.STARTED);

    private Day day(long seed) {
        return DayMeasure.measure(SampleRun.evidence(study, seed));
    }

    @Test
    void givesAFailedDayNoVerdictAndKeepsTheOthers() {
        for (Architecture architecture : Architecture.values()) {
            findings.measured(study, architecture, 4, 2, day(3));
            if (architecture == Architecture.CELLULAR) {
                findings.failed(study, new FailedDay("cellular", 4, "a database could not be read"));
            } else {
                findings.measured(study, architecture, 4, 2, day(4));
            }
        }
        CompareResult result = findings.result(study);
        assertThat(result.verdict()).isEqualTo(Verdict.NONE);
        assertThat(result.why()).isEqualTo("cellular: the day of seed 4 failed: a database could not be read");
        assertThat(result.failedDays()).hasSize(1);
        assertThat(result.architectures()).extracting(one -> one.days().size()).containsExactly(2, 1, 2);
        assertThat(Results.passes(result)).isFalse();
    }

    @Test
    void saysWhatAnArchitectureWithoutAnyDayLacks() {
        findings.failed(study, new FailedDay("regional", 3, "its region did not start"));
        CompareResult result = findings.result(study);
        assertThat(result.architectures()).isEmpty();
        assertThat(result.why())
                .isEqualTo("regional: the day of seed 3 failed: its region did not start; "
                        + "regional: 1 of 2 days are not run yet; cellular: 2 of 2 days are not run yet; "
                        + "shuffle: 2 of 2 days are not run yet");
        assertThat(Results.passes(result)).isFalse();
    }

    @Test
    void areOnTheDiskAfterEachDay(@TempDir Path folder) throws Exception {
        Study other = SampleRun.study("second", List.of(3L));
        Findings both = new Findings(List.of(study, other), List.of(Architecture.SHUFFLE), SampleRun.STARTED);
        Reports reports = new Reports(folder, List.of(study, other));
        both.measured(study, Architecture.SHUFFLE, 4, 2, day(3));
        reports.write(study, both);
        assertThat(Files.readString(folder.resolve("first/report.json"))).contains("1 of 2 days are not run yet");
        assertThat(Files.readString(folder.resolve("summary.json"))).contains("\"none\" : 2");
        assertThat(folder.resolve("second")).doesNotExist();
        both.measured(study, Architecture.SHUFFLE, 4, 2, day(4));
        reports.write(study, both);
        assertThat(Files.readString(folder.resolve("first/report.json"))).doesNotContain("not run yet");
    }
}
