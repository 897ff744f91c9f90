package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.BenchResult.Run;
import io.firebreak.chaos.bench.load.Jvm;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a tenant costs in the running router: the heap with all of them, without the heap with one. */
final class Memory {
    /** What was asked for, with shards of 4. */
    static final double LIMIT_BYTES = 100;

    private Memory() {}

    /** Starts a router and reads its living heap. */
    static long livingBytes(RouterStart router) throws IOException {
        try (Proxy.Running running = router.start()) {
            return Jvm.livingBytes(running.process().pid());
        }
    }

    /** Starts the router. */
    interface RouterStart {
        Proxy.Running start() throws IOException;
    }

    static Run run(int tenants, long withOne, long withAll) {
        double each = (withAll - withOne) / (double) (tenants - 1);
        return new Run(
                "memory per tenant of %,d, shards of %d".formatted(tenants, BenchTenants.SHARD_SIZE),
                each,
                "bytes",
                List.of(each, each),
                "the limit",
                LIMIT_BYTES,
                LIMIT_BYTES / each);
    }

    static Map<String, Object> details(long withOne, long withAll) {
        return Map.of(
                "living heap of the router", "%,d bytes with one tenant, %,d with all".formatted(withOne, withAll));
    }
}
