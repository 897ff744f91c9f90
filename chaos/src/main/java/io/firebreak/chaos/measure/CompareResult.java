package io.firebreak.chaos.measure;

import java.util.List;

/**
 * One game day on one or more architectures: the document of {@code compare --json} and of {@code report.json}. A single
 * {@code gameday} is the same document with one architecture.
 *
 * @param gameday the title of the game day file
 * @param seeds how many seeds were pooled; which ones stand in {@code seedList}
 * @param tenants tenants of the region, the left-out ones among them
 * @param why one sentence that explains the verdict
 * @param command the exact command that repeats this result
 * @param startedAt ISO-8601, UTC
 * @param hypothesis the largest absolute error that still counts as agreement
 * @param failedDays days that ended unmeasured, which take the verdict away
 */
public record CompareResult(
        String gameday,
        int seeds,
        int tenants,
        Slo slo,
        Capacity capacity,
        List<ArchitectureResult> architectures,
        Generator generator,
        Verdict verdict,
        String why,
        List<Long> seedList,
        String command,
        String startedAt,
        double hypothesis,
        List<FailedDay> failedDays) {
    public CompareResult {
        architectures = List.copyOf(architectures);
        seedList = List.copyOf(seedList);
        failedDays = List.copyOf(failedDays);
    }
}
