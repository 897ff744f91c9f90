package io.firebreak.router.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TenantIndexTest {
    private static final List<RoutedCell> CELLS =
            IntStream.rangeClosed(1, 300).mapToObj(TenantIndexTest::cell).toList();

    @Test
    void findsWhatAMapFinds() {
        SplittableRandom chance = new SplittableRandom(1);
        Map<TenantId, TenantRoutes> expected = new HashMap<>();
        TenantIndex.Builder builder = new TenantIndex.Builder();
        while (expected.size() < 20_000) {
            TenantId id = tenant(chance);
            long epoch = chance.nextLong(1, Long.MAX_VALUE);
            List<RoutedCell> members = members(chance, chance.nextInt(1, 9));
            if (expected.putIfAbsent(id, new TenantRoutes(id, epoch, members)) == null) {
                builder.add(new RoutedTenant(id, epoch, shard(members)));
            }
        }
        TenantIndex index = builder.build(byId(CELLS));

        assertThat(index.size()).isEqualTo(20_000);
        expected.forEach((id, routes) -> assertThat(index.find(id)).contains(routes));
        for (int i = 0; i < 20_000; i++) {
            TenantId stranger = tenant(chance);
            assertThat(index.find(stranger).isPresent()).isEqualTo(expected.containsKey(stranger));
        }
    }

    @Test
    void agreesWithAMapThroughManyChanges() {
        SplittableRandom chance = new SplittableRandom(2);
        Map<TenantId, TenantRoutes> expected = new HashMap<>();
        TenantIndex index = new TenantIndex.Builder().build(Map.of());
        for (int round = 0; round < 300; round++) {
            Map<TenantId, RoutedTenant> changed = new HashMap<>();
            for (int i = chance.nextInt(100); i > 0; i--) {
                TenantId id = tenant(chance);
                List<RoutedCell> members = members(chance, chance.nextInt(1, 9));
                List<RoutedCell> former = members(chance, chance.nextInt(3)).stream()
                        .filter(cell -> !members.contains(cell))
                        .toList();
                RequestRates rates = chance.nextBoolean() ? null : rates(chance);
                changed.put(id, new RoutedTenant(id, 1 + round, shard(members), ids(former), rates));
                expected.put(id, new TenantRoutes(id, 1 + round, members, former, rates));
            }
            List<TenantId> gone = expected.keySet().stream()
                    .filter(id -> !changed.containsKey(id) && chance.nextInt(50) == 0)
                    .toList();
            gone.forEach(expected::remove);
            TenantIndex before = index;
            int sizeBefore = before.size();
            index = before.with(changed.values(), gone, byId(CELLS));

            assertThat(index.size()).isEqualTo(expected.size());
            assertThat(before.size()).isEqualTo(sizeBefore);
            assertThat(before.countMissingIn(index)).isEqualTo(gone.size());
        }
        Map<TenantId, TenantRoutes> all = new HashMap<>();
        index.forEach(routes -> all.put(routes.tenant(), routes));
        assertThat(all.values())
                .anyMatch(routes -> routes.rates() != null && !routes.former().isEmpty());
        assertThat(all).isEqualTo(expected).hasSizeGreaterThan(1_000);
    }

    @Test
    void seesACellAsItIsNowWithoutAWordOnItsTenants() {
        RoutedCell before = cell(1);
        TenantId tenant = new TenantId("a");
        TenantIndex index = new TenantIndex.Builder()
                .build(Map.of())
                .with(List.of(new RoutedTenant(tenant, 1, shard(List.of(before)))), List.of(), byId(List.of(before)));
        RoutedCell out = new RoutedCell(before.id(), 1, "z", CellState.OUT, List.of());

        assertThat(index.with(List.of(), List.of(), byId(List.of(out)))
                        .find(tenant)
                        .orElseThrow()
                        .members())
                .containsExactly(out);
    }

    @Test
    void findsNobodyWhenEmpty() {
        assertThat(new TenantIndex.Builder().build(Map.of()).find(new TenantId("a")))
                .isEmpty();
    }

    @Test
    void refusesATenantTwiceAndAnUnknownCell() {
        TenantIndex.Builder builder = new TenantIndex.Builder();
        Shard shard = shard(CELLS.subList(0, 2));
        builder.add(new RoutedTenant(new TenantId("a"), 1, shard));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(new RoutedTenant(new TenantId("a"), 2, shard)))
                .withMessageContaining("tenant a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.build(byId(CELLS.subList(0, 1))))
                .withMessageContaining("cell-2");
    }

    @Test
    void takesUnderAHundredBytesForEachOfAMillionTenantsInShardsOfFour() {
        SplittableRandom chance = new SplittableRandom(1);
        TenantIndex.Builder builder = new TenantIndex.Builder();
        for (int i = 0; i < 1_000_000; i++) {
            builder.add(new RoutedTenant(new TenantId("tenant-%07d".formatted(i)), 1 + i, shard(members(chance, 4))));
        }
        TenantIndex index = builder.build(byId(CELLS));

        assertThat(index.bytes() / 1_000_000.0).isLessThan(50);
        assertThat(index.find(new TenantId("tenant-0999999")).orElseThrow().epoch())
                .isEqualTo(1_000_000);
    }

    private static TenantId tenant(RandomGenerator chance) {
        return new TenantId(
                Long.toString(chance.nextLong(100_000), Character.MAX_RADIX) + "-".repeat(chance.nextInt(3)));
    }

    private static RequestRates rates(RandomGenerator chance) {
        return new RequestRates(rate(chance), rate(chance), rate(chance), rate(chance), rate(chance));
    }

    private static @Nullable RequestRate rate(RandomGenerator chance) {
        return chance.nextBoolean()
                ? null
                : new RequestRate(chance.nextDouble(0.001, 1e6), chance.nextInt(1, 1_000_000));
    }

    private static List<RoutedCell> members(RandomGenerator chance, int count) {
        return chance.ints(0, CELLS.size())
                .distinct()
                .limit(count)
                .mapToObj(CELLS::get)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    private static Map<CellId, RoutedCell> byId(List<RoutedCell> cells) {
        return cells.stream().collect(Collectors.toMap(RoutedCell::id, Function.identity()));
    }

    private static List<CellId> ids(List<RoutedCell> cells) {
        return cells.stream().map(RoutedCell::id).toList();
    }

    private static Shard shard(List<RoutedCell> members) {
        return new Shard(members.stream().map(RoutedCell::id).toList());
    }

    private static RoutedCell cell(int number) {
        return new RoutedCell(
                new CellId("cell-" + number), number, "z", CellState.ACTIVE, List.of(URI.create("http://127.0.0.1:1")));
    }
}
