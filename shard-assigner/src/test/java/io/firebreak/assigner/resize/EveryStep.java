package io.firebreak.assigner.resize;

import java.util.List;
import java.util.stream.IntStream;

/** The slow, obvious way to the steps a tenant may take: each is tried, and compared with the shard of everybody. */
final class EveryStep {
    private EveryStep() {}

    /** The shards one step away that share no more with anybody than is allowed or than the tenant's does. */
    static List<int[]> of(Layout layout, int tenant, int maxOverlap) {
        int[] members = layout.members(tenant);
        return IntStream.of(members)
                .boxed()
                .flatMap(from -> IntStream.range(0, layout.ground.cells())
                        .filter(to -> layout.ground.isActive(to) && !Layout.has(members, to))
                        .mapToObj(to -> Layout.exchanged(members, from, to)))
                .filter(shard -> keepsOverlap(layout, tenant, shard, maxOverlap))
                .toList();
    }

    private static boolean keepsOverlap(Layout layout, int tenant, int[] shard, int maxOverlap) {
        int[] old = layout.members(tenant);
        return IntStream.range(0, layout.tenants.size())
                .filter(other -> other != tenant)
                .allMatch(other -> keepsOverlap(old, shard, layout.members(other), maxOverlap)
                        && keepsOverlap(old, shard, layout.next(other), maxOverlap));
    }

    private static boolean keepsOverlap(int[] old, int[] shard, int[] other, int maxOverlap) {
        return Layout.overlap(shard, other) <= Math.max(maxOverlap, Layout.overlap(old, other));
    }
}
