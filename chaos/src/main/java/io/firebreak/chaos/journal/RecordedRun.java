package io.firebreak.chaos.journal;

import io.firebreak.chaos.measure.FailedDay;
import java.nio.file.Path;
import java.util.List;

/**
 * The last run of a journal, whether it has ended or not.
 *
 * @param architectures those it was to have, in their order
 * @param failures days that ended unmeasured, by study
 */
public record RecordedRun(
        String startedAt,
        List<RecordedStudy> studies,
        List<String> architectures,
        List<RecordedDay> days,
        List<Failure> failures) {
    public RecordedRun {
        studies = List.copyOf(studies);
        architectures = List.copyOf(architectures);
        days = List.copyOf(days);
        failures = List.copyOf(failures);
    }

    /** A day of a study that ended unmeasured. */
    public record Failure(String study, FailedDay day) {}

    /**
     * Reads a journal.
     *
     * @param path of the file, or of the directory it is in
     * @throws UnreadableJournalException when there is none, or it is none
     */
    public static RecordedRun read(Path path) {
        return JournalReader.read(path);
    }
}
