package io.firebreak.chaos.assign;

import io.firebreak.assigner.CellId;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** An assignment as a few sentences and a line for each tenant. */
final class AssignText {
    private AssignText() {}

    static void print(AssignResult result, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%,d tenants on shards of %d of %d cells%s by %s; two share %d cells at most.%n",
                result.assigned(),
                result.shardSize(),
                result.cells(),
                result.zones() > 1 ? " in " + result.zones() + " zones" : "",
                result.method(),
                result.maxOverlap());
        Long shards = result.designShards();
        if (shards != null) {
            out.printf(
                    Locale.ROOT,
                    "The design has %,d shards, %.1f %% of the %s bound of %,d.%n",
                    shards,
                    100 * shards / result.bound().shards().doubleValue(),
                    result.bound().name(),
                    result.bound().shards());
        }
        for (int shared = 0; shared < result.overlapHistogram().size(); shared++) {
            out.printf(
                    Locale.ROOT,
                    "%,15d pairs share %d%n",
                    result.overlapHistogram().get(shared),
                    shared);
        }
        AssignResult.LoadSpread load = result.loadSpread();
        out.printf(Locale.ROOT, "Load of a cell: %.1f to %.1f, mean %.1f.%n%n", load.min(), load.max(), load.mean());
        result.shards()
                .forEach(shard -> out.printf(
                        "%-12s %s%n",
                        shard.tenant(),
                        shard.cells().stream().map(CellId::value).collect(Collectors.joining(" "))));
    }
}
