package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.router.Sample.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians of the rounds: of our router beside each peer as results, and of all of them as a table for a person. */
final class ThroughputReport {
    private static final List<Measure> MEASURES = List.of(
            new Measure("requests", "1/s", true, Sample::perSecond),
            new Measure("p50", "µs", false, Sample::p50),
            new Measure("p99", "µs", false, Sample::p99),
            new Measure("p99.9", "µs", false, Sample::p999),
            new Measure("CPU per request", "µs", false, Sample::proxyMicros));

    private final Map<Setting, Map<String, List<Sample>>> samples = new LinkedHashMap<>();
    private final String ours;

    ThroughputReport(List<Sample> all, String ours) {
        this.ours = ours;
        for (Sample sample : all) {
            samples.computeIfAbsent(sample.setting(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(sample.proxy(), _ -> new ArrayList<>())
                    .add(sample);
        }
    }

    private record Measure(String what, String unit, boolean moreIsBetter, ToDoubleFunction<Sample> value) {
        double median(List<Sample> rounds) {
            return ThroughputReport.median(rounds, value);
        }
    }

    /** One result for each setting, measure and peer. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        samples.forEach((setting, proxies) -> {
            List<Sample> router = proxies.getOrDefault(ours, List.of());
            for (Measure measure : MEASURES) {
                List<String> peers = proxies.keySet().stream()
                        .filter(name -> !name.equals(ours))
                        .toList();
                if (peers.isEmpty()) {
                    runs.add(run(measure, setting, router));
                }
                peers.forEach(peer -> runs.add(beside(run(measure, setting, router), measure, peer, proxies)));
            }
        });
        return runs;
    }

    private static Run run(Measure measure, Setting setting, List<Sample> rounds) {
        double[] sorted = rounds.stream().mapToDouble(measure.value).sorted().toArray();
        return new Run(
                measure.what + ", " + setting,
                measure.median(rounds),
                measure.unit,
                List.of(sorted[0], sorted[sorted.length - 1]),
                null,
                null,
                null);
    }

    private static Run beside(Run run, Measure measure, String peer, Map<String, List<Sample>> proxies) {
        double theirs = measure.median(proxies.getOrDefault(peer, List.of()));
        double ratio = measure.moreIsBetter() ? run.value() / theirs : theirs / run.value();
        return new Run(run.name(), run.value(), run.unit(), run.spread(), peer, theirs, ratio);
    }

    /** Each setting's proxies, one line each. */
    Map<String, Object> table() {
        Map<String, Object> table = new LinkedHashMap<>();
        samples.forEach((setting, proxies) -> proxies.forEach((proxy, rounds) -> table.put(
                setting + ", " + proxy,
                String.format(
                        Locale.ROOT,
                        "%,.0f/s, p50 %,.0f µs, p99 %,.0f µs, p99.9 %,.0f µs;"
                                + " CPU µs per request: proxy %.1f, upstream %.1f, generator %.1f",
                        median(rounds, Sample::perSecond),
                        median(rounds, Sample::p50),
                        median(rounds, Sample::p99),
                        median(rounds, Sample::p999),
                        median(rounds, Sample::proxyMicros),
                        median(rounds, Sample::upstreamMicros),
                        median(rounds, Sample::generatorMicros)))));
        return table;
    }

    private static double median(List<Sample> rounds, ToDoubleFunction<Sample> value) {
        return Median.of(rounds.stream().map(value::applyAsDouble).toList());
    }
}
