package io.firebreak.chaos.bench;

import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.fairness.FairnessBench;
import io.firebreak.chaos.bench.fairness.FairnessOptions;
import io.firebreak.chaos.bench.overload.OverloadBench;
import io.firebreak.chaos.bench.overload.OverloadOptions;
import io.firebreak.chaos.bench.router.RouterBench;
import io.firebreak.chaos.bench.router.RouterOptions;
import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.cli.Problems;
import io.firebreak.chaos.load.NanoClock;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
                        + " launches of one cell through HTTP, beside pgbench doing the same to the same database."
                        + " placement: placements per second and packing on 1,000 to 100,000 hosts."
                        + " router: requests per second, latency and CPU of the router with a million tenants, beside"
                        + " nginx, HAProxy and Spring Cloud Gateway before the same upstream; its memory; an update of"
                        + " its table under load. fairness: what the other tenants feel when one sends 50 times its"
                        + " limit, in each architecture. overload: goodput of a small region from half its capacity to"
                        + " three times, and its recovery.")
@SuppressWarnings("NullAway.Init")
public final class BenchCommand implements Callable<Integer> {
    private static final String ASSIGNER = "assigner";
    private static final String FAIRNESS = "fairness";
    private static final String LAUNCH = "launch";
    private static final String OVERLOAD = "overload";
    private static final String PLACEMENT = "placement";
    private static final String ROUTER = "router";
    /** A few fsyncs of a slow disk are not to decide a round of launches; a router waits for no disk. */
    private static final int SHORTEST_ROUND_SECONDS = 5;

    @Parameters(
            paramLabel = "NAME",
            description = "What to measure: assigner, fairness, launch, overload, placement or router.")
    private String name;

    @Option(names = "--iterations", paramLabel = "N", description = "Measured iterations, 1 to 100; default: 5.")
    private int iterations = 5;

    @Option(names = "--millis", paramLabel = "N", description = "Length of an iteration, 10 to 10000; default: 500.")
    private int millis = 500;

    @Mixin
    private RoundOptions rounds = new RoundOptions();

    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Mixin
    private RouterOptions router = new RouterOptions();

    @Mixin
    private FairnessOptions fairness = new FairnessOptions();

    @Mixin
    private OverloadOptions overload = new OverloadOptions();

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Problems problems = new Problems();
        problems.check("--iterations", iterations, 1, 100, "");
        problems.check("--millis", millis, 10, 10_000, "");
        launch.check(problems);
        router.check(problems);
        fairness.check(problems);
        overload.check(problems);
        rounds.check(problems, name.equals(ROUTER) ? 1 : SHORTEST_ROUND_SECONDS);
        problems.refuse();
        BenchResult result = measure();
        output.result(result, out -> print(result, out));
        result.broken().forEach(broken -> output.progress("firebreak: " + broken));
        return result.broken().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private BenchResult measure() throws Exception {
        return switch (name) {
            case ASSIGNER -> assigner();
            case FAIRNESS -> new FairnessBench(fairness, rounds.orElse(10, 40), machine(), this::progress).run();
            case LAUNCH -> new LaunchBench(launch, rounds.orElse(20, 40), machine(), output::progress).run();
            case OVERLOAD -> new OverloadBench(overload, rounds.orElse(10, 40), machine(), this::progress).run();
            case PLACEMENT -> placement();
            case ROUTER -> new RouterBench(router, rounds.orElse(5, 15), machine(), this::progress).run();
            default ->
                throw new BadInputException("bench is '%s': it must be %s, %s, %s, %s, %s or %s"
                        .formatted(name, ASSIGNER, FAIRNESS, LAUNCH, OVERLOAD, PLACEMENT, ROUTER));
        };
    }

    private void progress(String line) {
        output.progress("firebreak: " + line);
    }

    private BenchResult assigner() throws RunnerException {
        output.progress("firebreak: measuring; on a busy machine compare ratios, not figures");
        return new BenchResult(name, machine(), new AssignerBench(iterations, millis).run(), List.of(), Map.of());
    }

    private BenchResult placement() {
        output.progress("firebreak: measuring; on a busy machine compare ratios, not figures");
        PlacementBench bench = new PlacementBench(
                iterations,
                millis,
                NanoClock.system(),
                ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime,
                this::progress);
        List<Run> runs = bench.run();
        String machine = "%s, %s, heap of %d MiB, %s"
                .formatted(machine(), collectors(), Runtime.getRuntime().maxMemory() >> 20, options());
        return new BenchResult(name, machine, runs, bench.skipped(), Map.of());
    }

    private static String machine() {
        return "%d CPUs, %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"));
    }

    private static String collectors() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(MemoryManagerMXBean::getName)
                .collect(Collectors.joining(" and "));
    }

    /** How the JVM was told to behave. */
    private static String options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:"))
                .collect(Collectors.joining(" "));
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
                    ratio == null ? "" : "  %.2f times %s".formatted(ratio, run.peer()));
        }
        result.table().forEach(out::println);
        result.details().forEach((what, value) -> out.printf("%s: %s%n", what, value));
        result.skipped().forEach(skipped -> out.println("skipped: " + skipped));
    }
}
