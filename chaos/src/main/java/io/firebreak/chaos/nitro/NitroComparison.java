package io.firebreak.chaos.nitro;

import io.firebreak.fleet.generations.Generation;
import io.firebreak.fleet.generations.Generations;
import io.firebreak.fleet.generations.Source;
import io.firebreak.fleet.generations.Standing;
import java.util.List;

/** What {@code nitro compare} found: the document of {@code --json}. */
record NitroComparison(String workload, long seed, String neighbours, int seconds, List<Row> generations) {
    static NitroComparison of(Generations known, long seed, String neighbours, int seconds, List<Standing> standings) {
        List<Row> rows = standings.stream()
                .map(standing -> Row.of(standing, known.sourcesOf(standing.generation())))
                .toList();
        return new NitroComparison(known.workload().name(), seed, neighbours, seconds, rows);
    }

    /** One generation. A latency's share is metal's latency divided by this generation's. */
    record Row(
            String generation,
            String title,
            int year,
            List<String> offloaded,
            List<String> mainCpu,
            double throughputShareOfMetal,
            double guestThroughputShareOfMetal,
            double p50ShareOfMetal,
            double p99ShareOfMetal,
            double p999ShareOfMetal,
            double guestCpuShare,
            double guestMemoryShare,
            LatencyMicros latencyMicros,
            AttackSurface attackSurface,
            List<String> sources) {

        private static Row of(Standing standing, List<Source> sources) {
            Generation generation = standing.generation();
            return new Row(
                    generation.generation(),
                    generation.title(),
                    generation.year(),
                    generation.offloaded(),
                    generation.mainCpu(),
                    standing.throughputShare(),
                    standing.guestThroughputShare(),
                    standing.p50().shareOfMetal(),
                    standing.p99().shareOfMetal(),
                    standing.p999().shareOfMetal(),
                    standing.guestCpuShare(),
                    standing.guestMemoryShare(),
                    new LatencyMicros(
                            standing.p50().micros(),
                            standing.p99().micros(),
                            standing.p999().micros()),
                    new AttackSurface(generation.reachesGuestMemory(), generation.takesCommands()),
                    sources.stream().map(Source::cited).toList());
        }
    }

    /** Percentiles of the open run in microseconds. */
    record LatencyMicros(double p50, double p99, double p999) {}

    /** Parts of the host that can read or write guests' memory, and those that accept commands. */
    record AttackSurface(List<String> reachesGuestMemory, List<String> takesCommands) {}
}
