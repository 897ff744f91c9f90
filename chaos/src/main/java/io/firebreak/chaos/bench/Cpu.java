package io.firebreak.chaos.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processor time of each part of a cell. */
record Cpu(Duration node, Duration database, Duration fleet) {
    static Cpu of(BenchCell cell) {
        return new Cpu(
                cell.node().cpu(), cell.databaseProcess().cpu(), cell.fleet().cpu());
    }

    Cpu since(Cpu before) {
        return new Cpu(node.minus(before.node), database.minus(before.database), fleet.minus(before.fleet));
    }

    /** Microseconds per launch, by part. */
    Map<String, Long> microsPer(int launches, Duration generator) {
        Map<String, Long> micros = new LinkedHashMap<>();
        micros.put("node", node.toNanos() / 1_000 / launches);
        micros.put("database", database.toNanos() / 1_000 / launches);
        micros.put("fleet", fleet.toNanos() / 1_000 / launches);
        micros.put("generator", generator.toNanos() / 1_000 / launches);
        return micros;
    }
}
