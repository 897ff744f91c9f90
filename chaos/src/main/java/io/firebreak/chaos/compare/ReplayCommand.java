package io.firebreak.chaos.compare;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.journal.RecordedRun;
import io.firebreak.chaos.journal.UnreadableJournalException;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.ResultJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the days of a journal again, or writes their reports again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the days of a run again along their time axis, from its journal. Needs no region.",
            "With --out the reports are measured and written again from the same evidence, with the same figures."
        })
@SuppressWarnings("NullAway.Init")
public final class ReplayCommand implements Callable<Integer> {
    private static final double FASTEST = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int BAR = 40;

    @Parameters(paramLabel = "JOURNAL", description = "A journal.jsonl, or the directory it is in.")
    private Path journal;

    @Option(names = "--day", paramLabel = "N", description = "Only this day of the run; default: all.")
    private @Nullable Integer day;

    @Option(
            names = "--speed",
            paramLabel = "TIMES",
            description = "So many times as fast as it was; 0 waits for nothing; default: 10.")
    private double speed = 10;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the reports again, there.")
    private @Nullable Path directory;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        if (!(speed >= 0 && speed <= FASTEST)) {
            throw new BadInputException("--speed is %s: it must be 0 to %.0f".formatted(speed, FASTEST));
        }
        RecordedRun run = read();
        Replay replay = new Replay(run);
        List<ReplayedDay> days = replay.days().stream()
                .filter(one -> day == null || one.day() == day)
                .toList();
        if (day != null && days.isEmpty()) {
            throw new BadInputException("--day is %d: the journal has days 1 to %d"
                    .formatted(day, run.days().size()));
        }
        List<Path> reports = directory == null ? List.of() : replay.writeTo(directory);
        Object document = ResultJson.tree(new Document(
                run.startedAt(), days, reports.stream().map(Path::toString).toList()));
        output.result(document, out -> {
            if (directory == null) {
                days.forEach(one -> print(one, out));
            }
            reports.forEach(report -> out.printf("report: %s%n", report));
        });
        return ExitCode.DONE;
    }

    /** What {@code --json} prints. */
    private record Document(String startedAt, List<ReplayedDay> days, List<String> reports) {}

    private RecordedRun read() {
        try {
            return RecordedRun.read(journal);
        } catch (UnreadableJournalException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        }
    }

    private void print(ReplayedDay one, PrintWriter out) {
        out.printf(
                "%nday %d: %s, %s, seed %d: %d tenants, expected below the SLO: %d%s%n",
                one.day(),
                one.gameday(),
                one.architecture(),
                one.seed(),
                one.tenants(),
                one.predicted().size(),
                one.whole() ? "" : " (the journal does not have all of it)");
        NanoClock clock = NanoClock.system();
        long began = clock.nanos();
        for (ReplayedDay.Second second : one.seconds()) {
            if (speed > 0) {
                clock.waitUntil(began + Math.round(second.second() / speed * NANOS_PER_SECOND));
            }
            second.happened().forEach(what -> out.printf("%5d s  %s%n", second.second(), what));
            out.println(line(second, one.tenants()));
            out.flush();
        }
    }

    private static String line(ReplayedDay.Second second, int tenants) {
        int marks = tenants == 0 ? 0 : (int) Math.ceilDiv(second.belowSlo() * BAR, tenants);
        return String.format(
                        Locale.ROOT,
                        "%5d s  %4d good %4d bad  %4d tenants below the SLO  %s",
                        second.second(),
                        second.good(),
                        second.bad(),
                        second.belowSlo(),
                        "#".repeat(marks))
                .stripTrailing();
    }
}
