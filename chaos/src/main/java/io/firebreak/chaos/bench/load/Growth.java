package io.firebreak.chaos.bench.load;

import java.util.ArrayList;
import java.util.List;

/** What may be more after a soak than before it. */
public final class Growth {
    /** Meters, caches and compiled code's constants that only a long run meets; one leaked request in a thousand of 200 bytes each would be 10 MB in 50,000,000. */
    private static final long HEAP_BYTES = 8L << 20;

    /** The heap is resident from the start, so this is for compiled code, buffers and the allocator's own waste. */
    private static final long RESIDENT_BYTES = 96L << 20;
    /** Probes of eight cells may be under way at the moment of looking, and the directory is called. */
    private static final long CONNECTIONS = 16;

    private static final long FILES = 32;
    /** The JVM's own compiler threads come and go. */
    private static final long THREADS = 8;

    private Growth() {}

    /** Everything that has grown more than it may. */
    public static List<String> problems(Footprint before, Footprint after) {
        List<String> problems = new ArrayList<>();
        check(problems, "heap bytes", before.heapBytes(), after.heapBytes(), HEAP_BYTES);
        check(problems, "resident bytes", before.residentBytes(), after.residentBytes(), RESIDENT_BYTES);
        check(problems, "connections", before.connections(), after.connections(), CONNECTIONS);
        check(problems, "open descriptors", before.files(), after.files(), FILES);
        check(problems, "threads", before.threads(), after.threads(), THREADS);
        return problems;
    }

    private static void check(List<String> problems, String what, long before, long after, long most) {
        if (after - before > most) {
            problems.add("%s grew from %,d to %,d, more than %,d".formatted(what, before, after, most));
        }
    }
}
