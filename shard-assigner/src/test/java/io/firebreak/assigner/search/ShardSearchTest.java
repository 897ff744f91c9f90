package io.firebreak.assigner.search;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.search.SearchOutcome.Assigned;
import io.firebreak.assigner.search.SearchOutcome.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShardSearchTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    /** The peer reached 281, 24 and 48; the bounds are 336, 30 and 63. What is reached is printed. */
    @ParameterizedTest
    @CsvSource({
        "64, 4, 1, 336, 336",
        "20, 4, 1, 30, 29",
        "28, 4, 1, 63, 63",
        "36, 4, 1, 99, 96",
        "16, 4, 1, 20, 20",
        "64, 4, 0, 16, 16"
    })
    void packsMoreShardsThanThePeer(int cells, int shardSize, int overlap, int bound, int atLeast) {
        ShardSearch search = new ShardSearch(Lattices.of(cells, 1), SearchBounds.ofOverlap(overlap), 1);
        Collection<SearchOutcome> outcomes =
                search.addAll(requests(bound, shardSize)).values();
        List<Shard> shards = List.copyOf(search.shards().values());
        System.out.printf(
                "%d cells, shards of %d, overlap at most %d: %d shards of %d%n",
                cells, shardSize, overlap, shards.size(), bound);
        assertThat(shards)
                .hasSizeBetween(atLeast, bound)
                .allSatisfy(shard -> assertThat(shard.size()).isEqualTo(shardSize));
        assertThat(greatestOverlap(shards)).isEqualTo(overlap);
        assertThat(outcomes.stream().filter(Assigned.class::isInstance)).hasSize(shards.size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsEveryBoundAndEveryShardThatStands(long seed) {
        Case it = new Case(seed);
        ShardSearch search = it.search();
        Map<TenantId, Shard> kept = Map.copyOf(search.shards());
        for (ShardRequest request : it.requests) {
            Map<TenantId, Shard> before = search.shards();
            SearchOutcome outcome = search.add(request);
            it.assertBounded(search, request, outcome);
            before.forEach((tenant, shard) ->
                    assertThat(search.shard(tenant)).as("seed %d", seed).contains(shard));
        }
        ShardSearch together = it.search();
        Map<TenantId, SearchOutcome> outcomes = together.addAll(it.requests, 2_000);
        it.requests.forEach(
                request -> it.assertBounded(together, request, requireNonNull(outcomes.get(request.tenant()))));
        assertThat(together.shards()).containsAllEntriesOf(kept);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void refusesForGoodOnlyWhereThereIsNoShard(long seed) {
        Case it = new Case(seed);
        ShardSearch search = it.search();
        for (ShardRequest request : it.requests) {
            boolean exists = it.existsFor(search, request);
            switch (search.add(request)) {
                case Assigned assigned -> assertThat(exists).as("seed %d", seed).isTrue();
                case Refused refused -> {
                    assertThat(exists).as("seed %d", seed).isFalse();
                    assertThat(refused.proven()).isTrue();
                    assertThat(search.shard(request.tenant())).isEmpty();
                }
            }
        }
    }

    @Test
    void givesTheSameShardsForTheSameSeed() {
        assertThat(sixty(1)).isEqualTo(sixty(1)).isNotEqualTo(sixty(2));
    }

    private static Map<TenantId, Shard> sixty(long seed) {
        ShardSearch search = new ShardSearch(Lattices.of(16, 4), SearchBounds.ofOverlap(2), seed);
        search.addAll(requests(60, 3));
        return search.shards();
    }

    @Test
    void balancesLoadOverCellsByTheirWeight() {
        List<Cell> cells = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            cells.add(new Cell(new CellId("cell-" + i), "zone-" + i % 4, i <= 6 ? 1 : 2, CellState.ACTIVE));
        }
        ShardSearch search = new ShardSearch(new Lattice(cells), SearchBounds.ofOverlap(3), 1);
        requests(300, 3).forEach(search::add);
        for (Cell cell : cells) {
            assertThat(search.load(cell.id()) / cell.weight())
                    .as(cell.id().value())
                    .isBetween(48.0, 52.0);
        }
    }

    @Test
    void givesTheRoomOfATenantThatLeavesToTheNext() {
        ShardSearch search = new ShardSearch(Lattices.of(4, 1), SearchBounds.ofOverlap(0), 1);
        requests(2, 2).forEach(search::add);
        ShardRequest third = ShardRequest.of(new TenantId("t-003"), 2);
        assertThat(search.add(third))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo(
                                        "tenant t-003 gets no shard of 2: no 2 of the 4 active cells it may have share at most 0"
                                                + " with every other shard"));
        Shard left = search.remove(new TenantId("t-001")).orElseThrow();
        assertThat(search.add(third)).isEqualTo(new Assigned(left));
        assertThat(search.remove(new TenantId("t-001"))).isEmpty();
    }

    @Test
    void neverLetsTenantsApartShareAFullShard() {
        ShardSearch search = new ShardSearch(Lattices.of(3, 1), SearchBounds.ofOverlap(9), 1);
        TenantId red = new TenantId("red");
        search.keep(red, new Shard(List.of(new CellId("cell-1"), new CellId("cell-2"))), 1);
        List<ShardRequest> others = List.of(
                new ShardRequest(new TenantId("blue"), 2, 1, Set.of(), Set.of(red, new TenantId("green"))),
                new ShardRequest(new TenantId("green"), 2, 1, Set.of(), Set.of(red)));
        assertThat(search.addAll(others).values()).allMatch(Assigned.class::isInstance);
        assertThat(Set.copyOf(search.shards().values())).hasSize(3);
        assertThat(search.add(new ShardRequest(
                        new TenantId("black"), 2, 1, Set.of(), search.shards().keySet())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        ShardSearch search = new ShardSearch(Lattices.of(4, 1), SearchBounds.ofOverlap(1), 1);
        TenantId tenant = new TenantId("t-001");
        assertRefused(
                () -> search.add(ShardRequest.of(tenant, 5)),
                "shard size 5 of t-001 must be 1 to 4, the number of active cells");
        assertRefused(
                () -> search.add(new ShardRequest(tenant, 2, 1, Set.of(new CellId("cell-1")), Set.of())),
                "shard size 2 of t-001 must be 1 to 1, the number of active cells it may have");
        assertRefused(() -> ShardRequest.of(tenant, 0), "shard size 0 of t-001 must be 1 or more");
        assertRefused(
                () -> new ShardRequest(tenant, 2, 0, Set.of(), Set.of()), "weight of t-001 is 0.0: it must be above 0");
        assertRefused(() -> SearchBounds.ofOverlap(-1), "overlap -1 must be 0 or more");
        assertRefused(() -> new SearchBounds(1, 0), "capacity per weight is 0.0: it must be above 0");
        assertRefused(
                () -> search.keep(tenant, new Shard(List.of(new CellId("cell-9"))), 1),
                "the lattice has no cell cell-9");
        search.add(ShardRequest.of(tenant, 2));
        assertRefused(() -> search.add(ShardRequest.of(tenant, 2)), "tenant 't-001' has a shard already");
        assertRefused(
                () -> search.addAll(List.of(ShardRequest.of(new TenantId("new"), 2), ShardRequest.of(tenant, 2))),
                "tenant 't-001' has a shard already");
        assertThat(search.shards()).containsOnlyKeys(tenant);
    }

    private static void assertRefused(Runnable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }

    static List<ShardRequest> requests(int count, int shardSize) {
        return Lattices.tenantStream(count)
                .map(tenant -> ShardRequest.of(tenant, shardSize))
                .toList();
    }

    static int greatestOverlap(List<Shard> shards) {
        int greatest = 0;
        for (int i = 0; i < shards.size(); i++) {
            for (int j = 0; j < i; j++) {
                greatest = Math.max(greatest, shards.get(i).overlap(shards.get(j)));
            }
        }
        return greatest;
    }

    /** A small lattice with cells of every state, shards that stand, and tenants of mixed sizes and weights. */
    private static final class Case {
        private final long seed;
        private final Lattice lattice;
        private final SearchBounds bounds;
        private final Map<TenantId, Shard> standing;
        private final List<ShardRequest> requests = new ArrayList<>();

        Case(long seed) {
            this.seed = seed;
            SplittableRandom chance = new SplittableRandom(seed);
            int zones = chance.nextInt(1, 5);
            List<Cell> cells = new ArrayList<>();
            for (int i = 1; i <= chance.nextInt(6, 11); i++) {
                Cell cell = Lattices.randomCell("cell-" + i, zones, chance);
                cells.add(
                        i > 4 && chance.nextInt(5) == 0
                                ? new Cell(cell.id(), cell.zone(), cell.weight(), CellState.DRAINING)
                                : cell);
            }
            lattice = new Lattice(cells);
            bounds = new SearchBounds(
                    chance.nextInt(0, 3), chance.nextBoolean() ? Double.POSITIVE_INFINITY : chance.nextDouble(1, 8));
            standing = Map.of(
                    new TenantId("old-1"),
                            new Shard(List.of(cells.get(0).id(), cells.get(4).id())),
                    new TenantId("old-2"),
                            new Shard(List.of(
                                    cells.get(1).id(),
                                    cells.get(5).id(),
                                    cells.get(4).id())));
            for (TenantId tenant : Lattices.tenants(8)) {
                requests.add(
                        new ShardRequest(tenant, chance.nextInt(1, 4), chance.nextDouble(0.2, 3), Set.of(), Set.of()));
            }
        }

        ShardSearch search() {
            ShardSearch search = new ShardSearch(lattice, bounds, seed);
            standing.forEach((tenant, shard) -> search.keep(tenant, shard, 1));
            return search;
        }

        void assertBounded(ShardSearch search, ShardRequest request, SearchOutcome outcome) {
            if (outcome instanceof Assigned assigned) {
                assertThat(search.shard(request.tenant())).contains(assigned.shard());
                assertThat(isWithinBounds(search, request, assigned.shard(), 0))
                        .as("seed %d", seed)
                        .isTrue();
            } else {
                assertThat(search.shard(request.tenant())).isEmpty();
            }
        }

        boolean existsFor(ShardSearch search, ShardRequest request) {
            return shards(lattice.active(), request.shardSize()).stream()
                    .anyMatch(shard -> isWithinBounds(search, request, shard, request.weight()));
        }

        private boolean isWithinBounds(ShardSearch search, ShardRequest request, Shard shard, double more) {
            boolean overlaps = search.shards().entrySet().stream()
                    .anyMatch(other -> !other.getKey().equals(request.tenant())
                            && other.getValue().overlap(shard) > bounds.maxOverlap());
            boolean overloads = lattice.active().stream()
                    .filter(cell -> shard.contains(cell.id()))
                    .anyMatch(cell ->
                            search.load(cell.id()) + more > bounds.capacityPerWeight() * cell.weight() * (1 + 1e-9));
            return shard.size() == request.shardSize() && !overlaps && !overloads && Zones.areEven(lattice, shard);
        }

        private static List<Shard> shards(List<Cell> cells, int size) {
            List<Shard> shards = new ArrayList<>();
            for (int set = 0; set < 1 << cells.size(); set++) {
                if (Integer.bitCount(set) == size) {
                    List<CellId> members = new ArrayList<>();
                    for (int i = 0; i < cells.size(); i++) {
                        if ((set & (1 << i)) != 0) {
                            members.add(cells.get(i).id());
                        }
                    }
                    shards.add(new Shard(members));
                }
            }
            return shards;
        }
    }
}
