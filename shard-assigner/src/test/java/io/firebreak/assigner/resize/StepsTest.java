package io.firebreak.assigner.resize;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.analysis.Assignment;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepsTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    /** In the middle of a wave, where some stand at two places. */
    @ParameterizedTest
    @MethodSource("seeds")
    void opensWhatTheTrialOfEveryStepFinds(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        int cells = chance.nextInt(6, 14);
        Assignment now = Assignment.of(
                new ShuffleAssigner(Lattices.of(cells, 1), chance.nextInt(1, 5), seed),
                Lattices.tenants(chance.nextInt(3, 90)));
        Layout layout = new Layout(now, Lattices.of(cells + 2, 1), tenant -> 1, 0);
        for (int tenant = 0; tenant < layout.tenants.size(); tenant += 3) {
            layout.move(tenant, layout.members(tenant)[0], cells + chance.nextInt(2));
        }
        for (int tenant = 0; tenant < layout.tenants.size(); tenant++) {
            int maxOverlap = chance.nextInt(4);
            assertThat(opened(layout, tenant, maxOverlap))
                    .containsExactlyInAnyOrderElementsOf(EveryStep.of(layout, tenant, maxOverlap).stream()
                            .map(Arrays::toString)
                            .toList());
        }
    }

    private static List<String> opened(Layout layout, int tenant, int maxOverlap) {
        int[] members = layout.members(tenant);
        BitSet free = new BitSet();
        free.set(0, layout.ground.cells());
        Arrays.stream(members).forEach(free::clear);
        Openings openings = Openings.of(layout, tenant, free, maxOverlap);
        List<String> shards = new ArrayList<>();
        for (int from : members) {
            for (int to : openings.insteadOf(from)) {
                shards.add(Arrays.toString(Layout.exchanged(members, from, to)));
            }
        }
        return shards;
    }

    /** From cells 0 and 1 every step but to cell 4 meets a pair that is taken; cell 4 is free once t-3-4 has left it. */
    @Test
    void asksNobodyAgainWhoHasNoStepUntilSomebodyInTheWayMoves() {
        Map<TenantId, Shard> shards = new TreeMap<>();
        int[][] pairs = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {3, 4}};
        Lattice lattice = Lattices.of(5, 1);
        for (int[] pair : pairs) {
            shards.put(
                    new TenantId("t-%d-%d".formatted(pair[0], pair[1])),
                    new Shard(Arrays.stream(pair)
                            .mapToObj(cell -> lattice.cells().get(cell).id())
                            .toList()));
        }
        Layout layout = new Layout(new Assignment(shards), lattice, tenant -> 1, 10);
        Steps steps = new Steps(layout, 0);
        assertThat(steps.best(0, layout.members(0), shard -> true, true)).isEqualTo(Step.NONE);
        assertThat(steps.isStuck(0)).isTrue();
        steps.settle();
        assertThat(steps.isStuck(0)).isTrue();
        layout.move(5, 4, 2);
        steps.settle();
        assertThat(steps.isStuck(0)).isFalse();
        assertThat(steps.best(0, layout.members(0), shard -> true, true).to()).isEqualTo(4);
    }
}
