package io.firebreak.chaos.bench;

import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.cli.Problems;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures one part of Firebreak on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures a part of Firebreak on this machine, beside a peer or limit in the same run. assigner: a"
                        + " tenant's shard by shuffle, with full stability and from slots, and by design. launch: durable"
                        + " launches of one cell through HTTP, beside pgbench doing the same to the same database.")
@SuppressWarnings("NullAway.Init")
public final class BenchCommand implements Callable<Integer> {
    private static final String ASSIGNER = "assigner";
    private static final String LAUNCH = "launch";

    @Parameters(paramLabel = "NAME", description = "What to measure: assigner or launch.")
    private String name;

    @Option(names = "--iterations", paramLabel = "N", description = "Measured iterations, 1 to 100; default: 5.")
    private int iterations = 5;

    @Option(names = "--millis", paramLabel = "N", description = "Length of an iteration, 10 to 10000; default: 500.")
    private int millis = 500;

    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Problems problems = new Problems();
        problems.check("--iterations", iterations, 1, 100, "");
        problems.check("--millis", millis, 10, 10_000, "");
        launch.check(problems);
        problems.refuse();
        BenchResult result = switch (name) {
            case ASSIGNER -> assigner();
            case LAUNCH -> new LaunchBench(launch, machine(), output::progress).run();
            default ->
                throw new BadInputException("bench is '%s': it must be %s or %s".formatted(name, ASSIGNER, LAUNCH));
        };
        output.result(result, out -> print(result, out));
        return ExitCode.DONE;
    }

    private BenchResult assigner() throws RunnerException {
        output.progress("firebreak: measuring; on a busy machine compare ratios, not figures");
        return new BenchResult(name, machine(), new AssignerBench(iterations, millis).run(), List.of(), Map.of());
    }

    private static String machine() {
        return "%d CPUs, %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"));
    }

    private static void print(BenchResult result, PrintWriter out) {
        out.println(result.machine());
        for (Run run : result.runs()) {
            Double ratio = run.ratio();
            out.printf(
                    Locale.ROOT,
                    "%-60s %9.1f %s (%.1f to %.1f)%s%n",
                    run.name(),
                    run.value(),
                    run.unit(),
                    run.spread().get(0),
                    run.spread().get(1),
                    ratio == null ? "" : "  %.2f times as fast as the %s".formatted(ratio, run.peer()));
        }
        result.details().forEach((what, value) -> out.printf("%s: %s%n", what, value));
        result.skipped().forEach(skipped -> out.println("skipped: " + skipped));
    }
}
