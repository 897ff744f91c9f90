package io.firebreak.assigner.resize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.analysis.Assignment;
import io.firebreak.assigner.analysis.OverlapHistogram;
import io.firebreak.assigner.analysis.ShardTable;
import io.firebreak.assigner.search.SearchBounds;
import io.firebreak.assigner.search.ShardRequest;
import io.firebreak.assigner.search.ShardSearch;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResizePlannerTest {
    static LongStream fewSeeds() {
        return LongStream.rangeClosed(1, 12);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 80);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsWhatIsPromisedAfterEveryWaveAndInTheMiddleOfIt(long seed) {
        Change change = new Change(seed);
        ResizePlan plan = change.plan();
        assertThat(plan.moves())
                .as("seed %d", seed)
                .isGreaterThanOrEqualTo(plan.unresolved().isEmpty() ? plan.lowerBound() : 0);
        Map<TenantId, Shard> shards = new TreeMap<>(change.now.shards());
        SplittableRandom chance = new SplittableRandom(seed);
        for (Wave wave : plan.waves()) {
            Map<TenantId, Shard> before = new TreeMap<>(shards);
            List<Move> moves = new ArrayList<>(wave.moves());
            Collections.shuffle(moves, chance);
            assertThat(moves).isNotEmpty().hasSizeLessThanOrEqualTo(change.goal.movesPerWave());
            Set<TenantId> moved = new HashSet<>();
            for (Move move : moves) {
                assertThat(moved.add(move.tenant())).isTrue();
                shards.put(move.tenant(), made(move, shards));
                change.assertNoWorse(before, shards);
            }
        }
        assertThat(plan.result().shards()).isEqualTo(shards);
        assertThat(plan.unresolved().isEmpty()).isEqualTo(change.isReached(shards));
        assertThat(change.plan()).isEqualTo(plan);
    }

    private static Shard made(Move move, Map<TenantId, Shard> shards) {
        List<CellId> cells = new ArrayList<>(shards.getOrDefault(move.tenant(), new Shard(List.of(move.to())))
                .cells());
        assertThat(cells.remove(move.from())).isTrue();
        cells.add(move.to());
        return new Shard(cells);
    }

    /** The oracle tries every assignment of three tenants. */
    @ParameterizedTest
    @MethodSource("fewSeeds")
    void needsAtLeastTheLowerBound(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Lattice lattice = Lattices.of(chance.nextInt(4, 6), chance.nextInt(1, 3));
        Assignment now = random(lattice, 3, 2, chance);
        Lattice next = changed(lattice, chance);
        ResizeGoal goal = new ResizeGoal(chance.nextInt(0, 2), 0, 100);
        ResizePlan plan = ResizePlanner.plan(now, next, goal);
        int least = Integer.MAX_VALUE;
        List<Shard> all = pairs(next);
        List<TenantId> tenants = List.copyOf(now.shards().keySet());
        List<Shard> old = List.copyOf(now.shards().values());
        for (Shard one : all) {
            for (Shard two : all) {
                for (Shard three : all) {
                    int moves = distance(old.get(0), one) + distance(old.get(1), two) + distance(old.get(2), three);
                    if (moves < least
                            && isReached(
                                    next,
                                    goal,
                                    Map.of(tenants.get(0), one, tenants.get(1), two, tenants.get(2), three))) {
                        least = moves;
                    }
                }
            }
        }
        assertThat(plan.lowerBound()).as("seed %d", seed).isLessThanOrEqualTo(least);
        if (plan.unresolved().isEmpty()) {
            assertThat(plan.moves()).isBetween(least, least + 2);
        }
    }

    private static boolean isReached(Lattice next, ResizeGoal goal, Map<TenantId, Shard> shards) {
        Layout layout = new Layout(new Assignment(shards), next, tenant -> 1, goal.slack());
        return new Shortfall(layout, goal.maxOverlap()).told().isEmpty();
    }

    private static int distance(Shard from, Shard to) {
        return from.size() - from.overlap(to);
    }

    private static List<Shard> pairs(Lattice lattice) {
        List<Shard> pairs = new ArrayList<>();
        for (Cell one : lattice.cells()) {
            for (Cell other : lattice.cells()) {
                if (one.id().compareTo(other.id()) < 0) {
                    pairs.add(new Shard(List.of(one.id(), other.id())));
                }
            }
        }
        return pairs;
    }

    @Test
    void leavesAloneWhatIsWell() {
        ShardSearch search = new ShardSearch(Lattices.of(12, 4), SearchBounds.ofOverlap(1), 1);
        search.addAll(Lattices.tenantStream(9)
                .map(tenant -> ShardRequest.of(tenant, 3))
                .toList());
        ResizePlan plan =
                ResizePlanner.plan(new Assignment(search.shards()), Lattices.of(12, 4), new ResizeGoal(1, 0.2, 10));
        assertThat(plan.waves()).isEmpty();
        assertThat(plan.lowerBound()).isZero();
        assertThat(plan.unresolved()).isEmpty();
    }

    /** A cell goes, four come; printed for the documents. */
    @Test
    void movesLittleMoreThanItMust() {
        Lattice lattice = Lattices.of(16, 4);
        ShardSearch search = new ShardSearch(lattice, SearchBounds.ofOverlap(2), 1);
        search.addAll(Lattices.tenantStream(200)
                .map(tenant -> ShardRequest.of(tenant, 4))
                .toList());
        List<Cell> cells = new ArrayList<>(Lattices.of(20, 4).cells());
        cells.removeFirst();
        ResizePlan plan = ResizePlanner.plan(
                new Assignment(search.shards()), new Lattice(cells), new ResizeGoal(2, 0, Integer.MAX_VALUE));
        System.out.printf(
                "%d tenants on 4 of 16 cells, one removed, four added: %d moves in %d waves, at least %d%n",
                search.shards().size(), plan.moves(), plan.waves().size(), plan.lowerBound());
        assertThat(plan.unresolved()).isEmpty();
        assertThat(plan.moves()).isBetween(plan.lowerBound(), 3 * plan.lowerBound() / 2);
    }

    @Test
    void saysWhatCannotBeReached() {
        Map<TenantId, Shard> shards = new TreeMap<>();
        Lattices.tenants(3)
                .forEach(tenant -> shards.put(tenant, new Shard(List.of(new CellId("cell-1"), new CellId("cell-2")))));
        ResizePlan plan = ResizePlanner.plan(new Assignment(shards), Lattices.of(2, 1), new ResizeGoal(1, 0, 5));
        assertThat(plan.waves()).isEmpty();
        assertThat(plan.unresolved())
                .hasSize(3)
                .first()
                .isEqualTo("t-001 and t-002 share 2 cells: at most 1 are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ResizePlanner.plan(new Assignment(shards), Lattices.of(1, 1), new ResizeGoal(1, 0, 5)))
                .withMessage("shard size 2 of t-001 must be 1 to 1, the number of active cells");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResizeGoal(-1, 0, 5))
                .withMessage("overlap -1 must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResizeGoal(1, -0.5, 5))
                .withMessage("slack -0.5 must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResizeGoal(1, 0, 0))
                .withMessage("moves per wave are 0: they must be 1 or more");
    }

    /** 10,000 shards of 4 of 70 cells that share one cell at most do not exist: there are 402. */
    @Test
    void endsWhereTheGoalCannotBeReached() {
        Assignment now = random(Lattices.of(64, 1), 10_000, 4, new SplittableRandom(1));
        Lattice next = Lattices.of(70, 1);
        ResizePlan plan = ResizePlanner.plan(now, next, new ResizeGoal(1, 0.1, Integer.MAX_VALUE));
        long left = pairsOver(1, next, plan.result());
        assertThat(left).isPositive().isLessThanOrEqualTo(pairsOver(1, next, now));
        assertThat(plan.unresolved())
                .hasSizeLessThan(1_100)
                .contains("%d more pairs of tenants share more than 1 cells".formatted(left - 1_000));
    }

    /** Printed for the documents. */
    @Test
    void takesTenThousandTenantsApart() {
        Assignment now = random(Lattices.of(64, 1), 10_000, 4, new SplittableRandom(1));
        Lattice next = Lattices.of(70, 1);
        ResizePlan plan = ResizePlanner.plan(now, next, new ResizeGoal(2, 0.1, Integer.MAX_VALUE));
        System.out.printf(
                "10,000 tenants on 4 of 64 cells, six added: %d pairs over overlap 2, %d moves in %d waves, at least %d%n",
                pairsOver(2, next, now), plan.moves(), plan.waves().size(), plan.lowerBound());
        assertThat(plan.unresolved()).isEmpty();
        assertThat(pairsOver(2, next, plan.result())).isZero();
    }

    private static long pairsOver(int overlap, Lattice lattice, Assignment assignment) {
        return OverlapHistogram.of(ShardTable.of(lattice, assignment)).pairs().stream()
                .skip(overlap + 1)
                .mapToLong(pairs -> pairs)
                .sum();
    }

    /** The oracle tries every step of everybody and asks the goal itself. */
    @ParameterizedTest
    @MethodSource("seeds")
    void endsOnlyWhenNoStepHelps(long seed) {
        Change change = new Change(seed);
        Layout layout = new Layout(change.plan().result(), change.next, tenant -> 1, change.goal.slack());
        Shortfall shortfall = new Shortfall(layout, change.goal.maxOverlap());
        for (int tenant : shortfall.misplaced()) {
            int needed = layout.ground.movesNeeded(layout.members(tenant));
            assertThat(EveryStep.of(layout, tenant, change.goal.maxOverlap()))
                    .noneMatch(shard -> layout.ground.movesNeeded(shard) < needed);
        }
        for (int tenant = 0; tenant < layout.tenants.size(); tenant++) {
            for (int other = 0; other < layout.tenants.size(); other++) {
                if (other != tenant && shortfall.isTooClose(tenant, other)) {
                    assertNoneApart(layout, tenant, layout.members(other), change.goal.maxOverlap());
                }
            }
        }
    }

    private static void assertNoneApart(Layout layout, int tenant, int[] other, int maxOverlap) {
        int[] members = layout.members(tenant);
        int needed = layout.ground.movesNeeded(members);
        assertThat(EveryStep.of(layout, tenant, maxOverlap))
                .noneMatch(shard -> layout.ground.movesNeeded(shard) <= needed
                        && Layout.overlap(shard, other) < Layout.overlap(members, other));
    }

    private static Assignment random(Lattice lattice, int tenants, int shardSize, SplittableRandom chance) {
        return Assignment.of(new ShuffleAssigner(lattice, shardSize, chance.nextLong()), Lattices.tenants(tenants));
    }

    /** Some cells drain, go out, vanish, change zone or weight; some come. */
    private static Lattice changed(Lattice lattice, SplittableRandom chance) {
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : lattice.cells()) {
            switch (chance.nextInt(12)) {
                case 0 -> cells.add(new Cell(cell.id(), cell.zone(), cell.weight(), CellState.DRAINING));
                case 1 -> cells.add(new Cell(cell.id(), cell.zone(), cell.weight(), CellState.OUT));
                case 2 -> cells.add(new Cell(cell.id(), "zone-1", cell.weight(), CellState.ACTIVE));
                case 3 -> {}
                default -> cells.add(cell);
            }
        }
        for (int i = 1; i <= chance.nextInt(3, 5); i++) {
            cells.add(Cell.of("new-" + i, "zone-" + chance.nextInt(1, 4)));
        }
        return new Lattice(cells);
    }

    private static final class Change {
        private final Assignment now;
        private final Lattice next;
        private final ResizeGoal goal;

        Change(long seed) {
            SplittableRandom chance = new SplittableRandom(seed);
            Lattice lattice = Lattices.of(chance.nextInt(6, 14), chance.nextInt(1, 5));
            now = random(lattice, chance.nextInt(3, 40), chance.nextInt(1, 4), chance);
            next = changed(lattice, chance);
            goal = new ResizeGoal(chance.nextInt(1, 3), chance.nextInt(3) * 0.1, chance.nextInt(1, 12));
        }

        ResizePlan plan() {
            return ResizePlanner.plan(now, next, goal);
        }

        void assertNoWorse(Map<TenantId, Shard> before, Map<TenantId, Shard> shards) {
            shards.forEach((tenant, shard) -> {
                assertThat(needed(shard)).isLessThanOrEqualTo(needed(before.getOrDefault(tenant, shard)));
                shards.forEach((other, theirs) -> {
                    if (!other.equals(tenant)) {
                        int allowed = before.getOrDefault(tenant, shard).overlap(before.getOrDefault(other, theirs));
                        assertThat(shard.overlap(theirs)).isLessThanOrEqualTo(Math.max(goal.maxOverlap(), allowed));
                    }
                });
            });
        }

        private int needed(Shard shard) {
            Ground ground = new Ground(next, List.of(shard));
            return ground.movesNeeded(ground.members(shard));
        }

        boolean isReached(Map<TenantId, Shard> shards) {
            boolean placed = shards.values().stream().allMatch(shard -> needed(shard) == 0);
            boolean spread = shards.entrySet().stream()
                    .allMatch(one -> shards.entrySet().stream()
                            .allMatch(other -> one.getKey().equals(other.getKey())
                                    || one.getValue().overlap(other.getValue()) <= goal.maxOverlap()));
            Layout layout = new Layout(new Assignment(shards), next, tenant -> 1, goal.slack());
            boolean balanced = next.active().stream().allMatch(cell -> {
                long load = shards.values().stream()
                        .filter(shard -> shard.contains(cell.id()))
                        .count();
                return load <= layout.limit(next.cells().indexOf(cell));
            });
            return placed && spread && balanced;
        }
    }
}
