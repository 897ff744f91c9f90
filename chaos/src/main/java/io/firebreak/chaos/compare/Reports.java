package io.firebreak.chaos.compare;

import io.firebreak.chaos.report.ReportWriter;
import io.firebreak.chaos.report.RunSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The reports of a run on the disk. They are written anew after each day, so that what is done is there whatever becomes of the
 * rest: one report for each study, and with several studies a summary of all.
 */
final class Reports {
    private final Path directory;
    private final List<Study> studies;

    Reports(Path directory, List<Study> studies) {
        this.directory = directory;
        this.studies = List.copyOf(studies);
    }

    /** The report of one study, and the summary; tells which page to read. */
    Path write(Study study, Findings findings) {
        Path page = writeReport(study, findings);
        writeSummary(findings);
        return page;
    }

    /** All of them; tells which pages to read, that of the summary first. */
    List<Path> write(Findings findings) {
        List<Path> pages = new ArrayList<>();
        studies.forEach(study -> pages.add(writeReport(study, findings)));
        pages.addAll(0, writeSummary(findings));
        return pages;
    }

    private Path writeReport(Study study, Findings findings) {
        Path where = studies.size() == 1 ? directory : directory.resolve(study.name());
        return ReportWriter.write(where, findings.result(study));
    }

    private List<Path> writeSummary(Findings findings) {
        if (studies.size() == 1) {
            return List.of();
        }
        RunSummary summary = RunSummary.of(studies.stream().map(Study::name).toList(), findings.results());
        return List.of(ReportWriter.write(directory, summary));
    }
}
