package io.firebreak.assigner.search;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.search.SearchOutcome.Assigned;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a search reaches when tenants come one at a time and nobody is moved. */
class PlanTest {
    private static final SearchBounds ONE = SearchBounds.ofOverlap(1);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 24);
    }

    /** The peer, which adds one at a time too, reached 281, 48 and 24 of the first three. What is reached is printed. */
    @ParameterizedTest
    @CsvSource({
        "64, 1, 4, 1, 336, 336, 3",
        "28, 1, 4, 1, 63, 63, 3",
        "20, 1, 4, 1, 30, 29, 3",
        "64, 4, 4, 1, 256, 256, 3",
        "45, 5, 3, 1, 270, 230, 4",
        "50, 1, 4, 1, 200, 160, 4",
        "16, 1, 4, 2, 140, 140, 2",
    })
    void packsMoreShardsThanThePeerOneByOne(
            int cells, int zones, int shardSize, int overlap, int bound, int atLeast, int atMostUneven) {
        Lattice lattice = Lattices.of(cells, zones);
        IntSummaryStatistics reached = new IntSummaryStatistics();
        IntSummaryStatistics alone = new IntSummaryStatistics();
        DoubleSummaryStatistics uneven = new DoubleSummaryStatistics();
        for (long seed = 1; seed <= 10; seed++) {
            ShardSearch search = new ShardSearch(lattice, SearchBounds.ofOverlap(overlap), seed);
            Map<TenantId, Shard> given = new TreeMap<>();
            List<ShardRequest> requests = ShardSearchTest.requests(bound, shardSize);
            alone.accept(withoutAPlan(lattice, SearchBounds.ofOverlap(overlap), requests, seed));
            for (ShardRequest request : requests) {
                if (search.add(request) instanceof Assigned(Shard shard)) {
                    given.put(request.tenant(), shard);
                    uneven.accept(unevenness(search, lattice));
                }
            }
            assertThat(search.shards()).as("seed %d", seed).isEqualTo(given);
            assertThat(given.values())
                    .allSatisfy(shard -> assertThat(shard.size()).isEqualTo(shardSize));
            assertThat(ShardSearchTest.greatestOverlap(List.copyOf(given.values())))
                    .isEqualTo(overlap);
            reached.accept(given.size());
        }
        System.out.printf(
                "one by one, %d cells in %d zones, shards of %d, overlap at most %d, seeds 1 to 10: %d to %d shards of %d,"
                        + " loads at most %.0f apart; %d to %d without a plan%n",
                cells,
                zones,
                shardSize,
                overlap,
                reached.getMin(),
                reached.getMax(),
                bound,
                uneven.getMax(),
                alone.getMin(),
                alone.getMax());
        assertThat(reached.getMin()).isBetween(atLeast, bound);
        assertThat(uneven.getMax()).isLessThanOrEqualTo(atMostUneven);
    }

    /** Where a design is made or not, over many lattices of up to 40 cells. What is gained is printed. */
    @ParameterizedTest
    @CsvSource({"1, 3", "1, 4", "1, 5", "4, 3", "4, 4", "6, 3", "6, 5", "8, 4"})
    void packsNoFewerThanASearchWithoutAPlan(int zones, int shardSize) {
        int planned = 0;
        int searched = 0;
        for (int cells = Math.max(zones, shardSize); cells <= 40; cells += 3) {
            Lattice lattice = Lattices.of(cells, zones);
            ShardSearch search = new ShardSearch(lattice, ONE, 1);
            List<ShardRequest> requests = ShardSearchTest.requests(cells * cells / 4, shardSize);
            long more = requests.stream()
                    .map(search::add)
                    .filter(Assigned.class::isInstance)
                    .count();
            int alone = withoutAPlan(lattice, ONE, requests, 1);
            assertThat(more).as("%d cells", cells).isGreaterThanOrEqualTo(alone);
            planned += (int) more;
            searched += alone;
        }
        System.out.printf(
                "one by one, up to 40 cells in %d zones, shards of %d: %d shards, %d without a plan%n",
                zones, shardSize, planned, searched);
    }

    private static int withoutAPlan(Lattice lattice, SearchBounds bounds, List<ShardRequest> requests, long seed) {
        Site site = new Site(lattice, bounds);
        SplittableRandom chance = new SplittableRandom(seed);
        int placed = 0;
        for (ShardRequest request : requests) {
            int tenant = site.roster.join(request.tenant());
            int[] members = new DepthFirstSearch(site, request, site.eligible(request), chance).find();
            if (members.length == 0) {
                return placed;
            }
            site.occupancy.place(tenant, 1, members);
            placed++;
        }
        return placed;
    }

    @Test
    void givesTheShardsOfThoseWhoLeftAgain() {
        ShardSearch search = new ShardSearch(Lattices.of(64, 1), ONE, 1);
        List<ShardRequest> requests = ShardSearchTest.requests(336, 4);
        SplittableRandom chance = new SplittableRandom(1);
        requests.forEach(search::add);
        for (int round = 0; round < 20; round++) {
            requests.stream()
                    .filter(request -> chance.nextInt(3) == 0)
                    .forEach(request -> search.remove(request.tenant()));
            requests.stream()
                    .filter(request -> search.shard(request.tenant()).isEmpty())
                    .forEach(search::add);
            assertThat(search.shards()).hasSize(336);
        }
    }

    @Test
    void goesOnUnderAnotherSeedWithTheShardsItWasGivenBack() {
        ShardSearch before = new ShardSearch(Lattices.of(64, 4), ONE, 1);
        List<ShardRequest> requests = ShardSearchTest.requests(256, 4);
        requests.subList(0, 100).forEach(before::add);
        ShardSearch after = new ShardSearch(Lattices.of(64, 4), ONE, 2);
        before.shards().forEach((tenant, shard) -> after.keep(tenant, shard, 1));
        requests.subList(100, 256).forEach(after::add);
        assertThat(after.shards()).hasSize(256).containsAllEntriesOf(before.shards());
    }

    @Test
    void goesOnAroundShardsThatCrossItsPlan() {
        SplittableRandom chance = new SplittableRandom(1);
        ShardSearch search = new ShardSearch(Lattices.of(64, 1), ONE, 1);
        for (TenantId tenant : Lattices.tenants(5)) {
            List<CellId> cells = IntStream.generate(() -> chance.nextInt(1, 65))
                    .distinct()
                    .limit(4)
                    .mapToObj(cell -> new CellId("cell-" + cell))
                    .toList();
            search.keep(tenant, new Shard(cells), 1);
        }
        ShardSearchTest.requests(336, 4).stream().skip(5).forEach(search::add);
        System.out.printf(
                "one by one around 5 shards of another making, 64 cells, shards of 4, overlap at most 1: %d shards%n",
                search.shards().size());
        assertThat(search.shards()).hasSizeGreaterThan(281);
    }

    @Test
    void givesHeavierCellsMore() {
        Lattice lattice = new Lattice(IntStream.rangeClosed(1, 64)
                .mapToObj(i -> new Cell(new CellId("cell-" + i), "zone", i % 2 + 1, CellState.ACTIVE))
                .toList());
        ShardSearch search = new ShardSearch(lattice, ONE, 1);
        ShardSearchTest.requests(150, 4).forEach(search::add);
        assertThat(search.shards()).hasSize(150);
        assertThat(unevenness(search, lattice)).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsEveryBoundWhoeverComesAndLeaves(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Lattice lattice = Lattices.of(chance.nextInt(12, 41), chance.nextBoolean() ? 1 : chance.nextInt(2, 7));
        SearchBounds bounds = new SearchBounds(
                chance.nextInt(1, 3), chance.nextBoolean() ? Double.POSITIVE_INFINITY : chance.nextDouble(2, 12));
        ShardSearch search = new ShardSearch(lattice, bounds, seed);
        int most = chance.nextInt(3, 7);
        Map<TenantId, ShardRequest> standing = new HashMap<>();
        for (TenantId tenant : Lattices.tenants(150)) {
            ShardRequest request = request(tenant, most, lattice, standing.keySet(), chance);
            if (search.add(request) instanceof Assigned(Shard shard)) {
                standing.put(tenant, request);
                assertThat(shard.size()).isEqualTo(request.shardSize());
                assertThat(Zones.areEven(allowed(lattice, request), shard))
                        .as("seed %d", seed)
                        .isTrue();
            }
            if (chance.nextInt(4) == 0 && !standing.isEmpty()) {
                TenantId leaver = List.copyOf(new TreeMap<>(standing).keySet()).get(chance.nextInt(standing.size()));
                search.remove(leaver);
                standing.remove(leaver);
            }
            assertThat(breach(search, standing, bounds)).as("seed %d", seed).isEmpty();
        }
        assertThat(search.shards()).containsOnlyKeys(standing.keySet());
    }

    private static ShardRequest request(
            TenantId tenant, int most, Lattice lattice, Set<TenantId> others, SplittableRandom chance) {
        Set<TenantId> apart = new HashSet<>();
        others.stream().sorted().filter(other -> chance.nextInt(20) == 0).forEach(apart::add);
        int size = chance.nextInt(3) == 0 ? chance.nextInt(1, most + 1) : most;
        Set<CellId> cells = new HashSet<>();
        if (chance.nextInt(4) == 0) {
            lattice.cells().stream().skip(lattice.cells().size() / 3).forEach(cell -> cells.add(cell.id()));
        }
        return new ShardRequest(tenant, size, 1, cells, apart);
    }

    private static Lattice allowed(Lattice lattice, ShardRequest request) {
        return new Lattice(lattice.cells().stream()
                .filter(cell -> request.cells().isEmpty() || request.cells().contains(cell.id()))
                .toList());
    }

    private static List<String> breach(ShardSearch search, Map<TenantId, ShardRequest> standing, SearchBounds bounds) {
        List<String> breaches = new ArrayList<>();
        Map<TenantId, Shard> shards = search.shards();
        Map<CellId, Double> loads = new HashMap<>();
        shards.forEach((tenant, shard) -> {
            ShardRequest request = requireNonNull(standing.get(tenant));
            shards.forEach((other, otherShard) -> {
                boolean isApart = request.apart().contains(other);
                int smaller = Math.min(shard.size(), otherShard.size());
                int limit = isApart ? Math.min(bounds.maxOverlap(), smaller - 1) : bounds.maxOverlap();
                if (!tenant.equals(other) && shard.overlap(otherShard) > limit) {
                    breaches.add("%s and %s".formatted(tenant, other));
                }
            });
            shard.cells().forEach(cell -> loads.merge(cell, 1.0, Double::sum));
        });
        loads.forEach((cell, load) -> {
            if (load > bounds.capacityPerWeight() || load != search.load(cell)) {
                breaches.add("%s carries %s".formatted(cell, load));
            }
        });
        return breaches;
    }

    /** In tenants for each unit of weight, between the fullest cell and the emptiest. */
    private static double unevenness(ShardSearch search, Lattice lattice) {
        DoubleSummaryStatistics loads = lattice.cells().stream()
                .mapToDouble(cell -> search.load(cell.id()) / cell.weight())
                .summaryStatistics();
        return loads.getMax() - loads.getMin();
    }
}
