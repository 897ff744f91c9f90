package io.firebreak.chaos.bench;

import io.firebreak.chaos.bench.BenchResult.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs the assigner's benchmarks in a JVM of their own and puts each beside its peer. */
final class AssignerBench {
    private static final int WARM_UPS = 4;
    private static final String PEER = "peer";
    private static final String PEER_NAME = "hashed sharder (MD5 seed, shuffle of all cells)";
    /** What a look-up in a design may cost at any n. */
    private static final double DESIGN_LIMIT_NANOS = 50;

    private final int iterations;
    private final TimeValue time;

    AssignerBench(int iterations, int millis) {
        this.iterations = iterations;
        this.time = TimeValue.milliseconds(millis);
    }

    List<Run> run() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(ShuffleBenchmark.class.getName())
                        .include(DesignBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(time)
                        .measurementIterations(iterations)
                        .measurementTime(time)
                        .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Map<String, Double> peers = new HashMap<>();
        results.stream()
                .filter(result -> method(result).equals(PEER))
                .forEach(result -> peers.put(parameter(result), score(result)));
        List<Run> runs = new ArrayList<>();
        results.forEach(result -> runs.add(run(result, peers)));
        return runs;
    }

    private static Run run(RunResult result, Map<String, Double> peers) {
        Result<?> primary = result.getPrimaryResult();
        Statistics statistics = primary.getStatistics();
        List<Double> spread = List.of(statistics.getMin(), statistics.getMax());
        double value = score(result);
        String parameter = parameter(result);
        return switch (method(result)) {
            case PEER -> new Run(PEER_NAME + ", " + parameter, value, "ns", spread, null, null, null);
            case "design" ->
                new Run(
                        "design, " + parameter.toLowerCase(Locale.ROOT).replace('_', ' '),
                        value,
                        "ns",
                        spread,
                        "limit",
                        DESIGN_LIMIT_NANOS,
                        DESIGN_LIMIT_NANOS / value);
            case String method -> {
                double peer = peers.getOrDefault(parameter, Double.NaN);
                yield new Run(method + ", " + parameter, value, "ns", spread, PEER_NAME, peer, peer / value);
            }
        };
    }

    private static double score(RunResult result) {
        // The median: a busy machine disturbs some iterations, not half of them.
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static String method(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String parameter(RunResult result) {
        return result.getParams().getParamsKeys().stream()
                .map(key -> key + " = " + result.getParams().getParam(key))
                .collect(Collectors.joining(", "));
    }
}
