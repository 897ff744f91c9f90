package io.firebreak.assigner.analysis;

import java.util.Arrays;
import java.util.List;

/**
 * What a way of counting finds out.
 *
 * @param pairs at s: how many pairs share s cells
 * @param later the first row that shares most with one before it; of no meaning when there is only one row
 */
record OverlapCount(List<Long> pairs, int later) {
    OverlapCount {
        pairs = List.copyOf(pairs);
    }

    static OverlapCount of(long[] pairs, int later) {
        return new OverlapCount(Arrays.stream(pairs).boxed().toList(), later);
    }

    /** How many pairs so many tenants make. */
    static long pairsOf(long tenants) {
        return tenants * (tenants - 1) / 2;
    }
}
