package io.firebreak.chaos.compare;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.fault.Journal;
import io.firebreak.chaos.fault.StandingFaults;
import io.firebreak.chaos.journal.RunLog;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.ResultJson;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.RegionDriver;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One use of the command that runs game days: from checked studies to reports on the disk and an exit code. */
final class Session {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** What is run. */
    @FunctionalInterface
    private interface Work {
        void on(Comparison comparison) throws IOException, InterruptedException, TimeoutException;
    }

    private final List<Study> studies;
    private final Path directory;
    private final Output output;
    private final String startedAt;

    /** @param directory where the reports go; null makes one in {@code firebreak-out} */
    Session(List<Study> studies, @Nullable Path directory, Output output, InstantSource time) {
        this.studies = List.copyOf(studies);
        refuseEqualNames(studies);
        this.output = output;
        this.startedAt = time.instant().toString();
        this.directory = directory != null
                ? directory
                : Path.of("firebreak-out", studies.getFirst().name() + "-" + STAMP.format(time.instant()));
    }

    /** Runs the studies on regions of their own, writes the reports, prints the result, and gives the exit code. */
    int run(List<Architecture> architectures) throws InterruptedException {
        return run(LocalRegion.defaultHome(), architectures, comparison -> comparison.run(architectures));
    }

    /**
     * Runs them on a region that is up, and leaves it up.
     *
     * @param home where the region is kept, or what is to be remembered of it
     */
    int attach(Path home, RegionDriver region, String tokenPrefix) throws InterruptedException {
        return run(home, List.of(region.file().architecture()), comparison -> comparison.attach(region, tokenPrefix));
    }

    private int run(Path home, List<Architecture> architectures, Work work) throws InterruptedException {
        Findings findings = new Findings(studies, architectures, startedAt);
        Reports reports = new Reports(directory, studies);
        try (StandingFaults standing = standing(home);
                Rollback rollback = new Rollback();
                Journal journal = Journal.open(directory.resolve("journal.jsonl"), InstantSource.system());
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build()) {
            RunLog log = new RunLog(journal);
            log.begins(
                    startedAt,
                    studies.stream().map(Study::recorded).toList(),
                    architectures.stream().map(Architecture::toString).toList());
            Equipment equipment = new Equipment(http, NanoClock.system(), standing, output::progress);
            run(
                    work,
                    new Comparison(
                            studies,
                            equipment,
                            rollback,
                            home,
                            findings,
                            log,
                            study -> reports.write(study, findings)));
        }
        List<CompareResult> results = findings.results();
        List<Path> pages = reports.write(findings);
        output.result(document(results), out -> {
            results.forEach(result -> ResultTable.print(result, out));
            pages.forEach(page -> out.printf("report: %s%n", page));
        });
        return results.stream().allMatch(Results::passes) ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    /** Each has its reports in a directory of its name. */
    private static void refuseEqualNames(List<Study> studies) {
        Set<String> names = new HashSet<>();
        for (Study study : studies) {
            if (!names.add(study.name())) {
                throw new BadInputException(
                        "two game days are called %s: each needs a name of its own".formatted(study.name()));
            }
        }
    }

    private static StandingFaults standing(Path home) {
        try {
            return StandingFaults.in(home);
        } catch (IllegalStateException taken) {
            throw new BadInputException(String.valueOf(taken.getMessage()));
        }
    }

    private static void run(Work work, Comparison comparison) throws InterruptedException {
        try {
            work.on(comparison);
        } catch (IOException | TimeoutException e) {
            throw new RegionUnreachableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** One game day is the document itself, several are listed in one. */
    private static Object document(List<CompareResult> results) {
        return ResultJson.tree(results.size() == 1 ? results.getFirst() : Map.of("gamedays", results));
    }
}
