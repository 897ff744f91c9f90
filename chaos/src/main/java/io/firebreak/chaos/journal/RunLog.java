package io.firebreak.chaos.journal;

import io.firebreak.chaos.fault.Journal;
import java.util.List;
import java.util.Map;

/** Writes down a run, so that {@link RecordedRun} can read it. */
public final class RunLog {
    /** Changes when a reader of the old form would misread the new one. */
    static final int FORMAT = 1;

    private final Journal journal;
    private int days;

    public RunLog(Journal journal) {
        this.journal = journal;
    }

    /** A run begins. */
    public void begins(String startedAt, List<RecordedStudy> studies, List<String> architectures) {
        journal.write(
                "run",
                Map.of(
                        "format", FORMAT,
                        "startedAt", startedAt,
                        "studies", studies,
                        "architectures", architectures,
                        "kinds", OutcomeRow.KINDS,
                        "endings", OutcomeRow.ENDINGS));
    }

    /** The number of the next day. */
    public int nextDay() {
        days++;
        return days;
    }

    /** The log of one day, whose header is written at once. */
    public DayLog day(DayHeader header) {
        return new DayLog(journal, header);
    }

    /** A day ended unmeasured. */
    public void failed(String study, String architecture, long seed, String why) {
        journal.write("failed", Map.of("study", study, "architecture", architecture, "seed", seed, "why", why));
    }
}
