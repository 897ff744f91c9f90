package io.firebreak.chaos.compare;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.fault.Journal;
import io.firebreak.chaos.fault.StandingFaults;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.ResultJson;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.RegionUnreachableException;
import io.firebreak.chaos.report.ReportWriter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One use of the command that runs game days: from checked studies to reports on the disk and an exit code. */
final class Session {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** What is run. */
    @FunctionalInterface
    interface Work {
        void on(Comparison comparison) throws IOException, InterruptedException, TimeoutException;
    }

    private final List<Study> studies;
    private final Path directory;
    private final Output output;
    private final String startedAt;

    /** @param directory where the reports go; null makes one in {@code firebreak-out} */
    Session(List<Study> studies, @Nullable Path directory, Output output, InstantSource time) {
        this.studies = List.copyOf(studies);
        this.output = output;
        this.startedAt = time.instant().toString();
        this.directory = directory != null
                ? directory
                : Path.of("firebreak-out", studies.getFirst().name() + "-" + STAMP.format(time.instant()));
    }

    /** Runs the work, writes the reports, prints the result, and gives the exit code. */
    int run(Work work) throws InterruptedException {
        return run(LocalRegion.defaultHome(), work);
    }

    /** @param home where the region is kept, or what is to be remembered of it */
    int run(Path home, Work work) throws InterruptedException {
        List<CompareResult> results;
        try (StandingFaults standing = standing(home);
                Rollback rollback = new Rollback();
                Journal journal = Journal.open(directory.resolve("journal.jsonl"), InstantSource.system());
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build()) {
            Equipment equipment = new Equipment(http, NanoClock.system(), journal, standing, output::progress);
            Comparison comparison = new Comparison(studies, equipment, rollback, home);
            run(work, comparison);
            results = comparison.results(startedAt);
        }
        List<Path> reports = write(results);
        output.result(document(results), out -> {
            results.forEach(result -> ResultTable.print(result, out));
            reports.forEach(report -> out.printf("report: %s%n", report));
        });
        return results.stream().allMatch(Results::passes) ? ExitCode.DONE : ExitCode.CHECK_FAILED;
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

    private List<Path> write(List<CompareResult> results) {
        if (results.size() == 1) {
            return List.of(ReportWriter.write(directory, results.getFirst()));
        }
        return IntStream.range(0, results.size())
                .mapToObj(
                        i -> ReportWriter.write(directory.resolve(studies.get(i).name()), results.get(i)))
                .toList();
    }

    /** One game day is the document itself, several are listed in one. */
    private static Object document(List<CompareResult> results) {
        return ResultJson.tree(results.size() == 1 ? results.getFirst() : Map.of("gamedays", results));
    }
}
