package io.firebreak.assigner.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.isolation.IsolationRule.Apart;
import io.firebreak.assigner.isolation.IsolationRule.Dedicated;
import io.firebreak.assigner.isolation.IsolationRule.Pinned;
import io.firebreak.assigner.rendezvous.RendezvousAssigner;
import io.firebreak.assigner.search.SearchBounds;
import io.firebreak.assigner.search.SearchOutcome.Assigned;
import io.firebreak.assigner.search.SearchOutcome.Refused;
import io.firebreak.assigner.search.ShardRequest;
import io.firebreak.assigner.search.ShardSearch;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsolationRulesTest {
    private static final Lattice LATTICE = Lattices.of(8, 1);
    private static final List<IsolationRule> RULES = List.of(
            new Pinned(tenant("t-001"), shard("cell-1", "cell-2")),
            new Dedicated(
                    Set.of(cell("cell-6"), cell("cell-7"), cell("cell-8")), Set.of(tenant("t-002"), tenant("t-003"))),
            new Apart(Set.of(tenant("t-001"), tenant("t-004"), tenant("t-005"), tenant("t-006"))),
            new Apart(Set.of(tenant("t-002"), tenant("t-003"))));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void holdAroundAnyAssigner(long seed) {
        IsolationRules rules = new IsolationRules(LATTICE, RULES);
        IsolatedAssigner assigner =
                new IsolatedAssigner(rules, (lattice, chance) -> new ShuffleAssigner(lattice, 2, chance), seed);
        Map<TenantId, Shard> shards = new TreeMap<>();
        Lattices.tenants(200).forEach(tenant -> shards.put(tenant, assigner.assign(tenant)));
        assertThat(rules.violations(shards)).isEmpty();
        assertThat(shards.get(tenant("t-001"))).isEqualTo(shard("cell-1", "cell-2"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void holdAroundASearch(long seed) {
        IsolationRules rules = new IsolationRules(LATTICE, RULES);
        ShardSearch search = new ShardSearch(LATTICE, SearchBounds.ofOverlap(2), seed);
        Map<TenantId, ?> outcomes = new IsolatedSearch(rules, search)
                .addAll(Lattices.tenantStream(60)
                        .map(tenant -> ShardRequest.of(tenant, 2))
                        .toList());
        assertThat(outcomes.values()).allMatch(Assigned.class::isInstance);
        assertThat(rules.violations(search.shards())).isEmpty();
    }

    @Test
    void refuseAPinThatBreaksABoundOfTheSearch() {
        ShardSearch search = new ShardSearch(LATTICE, SearchBounds.ofOverlap(1), 1);
        search.keep(tenant("old"), shard("cell-1", "cell-2"), 1);
        IsolatedSearch isolated = new IsolatedSearch(new IsolationRules(LATTICE, RULES), search);
        assertThat(isolated.add(ShardRequest.of(tenant("t-001"), 2))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.proven()).isTrue();
            assertThat(refused.reason()).contains("no 2 of the 2 active cells it may have share at most 1");
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> isolated.add(ShardRequest.of(tenant("t-001"), 3)))
                .withMessage("shard size 3 of t-001 must be 2, the size of its pin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> isolated.add(ShardRequest.of(tenant("t-002"), 4)))
                .withMessage("shard size 4 of t-002 must be 1 to 3, the number of active cells it may have");
    }

    @Test
    void sayWhenTenantsCannotBeKeptApart() {
        IsolationRules rules = new IsolationRules(
                Lattices.of(2, 1), List.of(new Apart(Set.of(tenant("a"), tenant("b"), tenant("c")))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IsolatedAssigner(rules, RendezvousAssigner::new, 1))
                .withMessageStartingWith("tenant c cannot be kept apart from [a, b]: in 1000 attempts");
    }

    @Test
    void areCheckedTogetherBeforeAnybodyIsAssigned() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IsolationRules(
                        LATTICE,
                        List.of(
                                new Pinned(tenant("a"), shard("cell-1", "cell-9")),
                                new Pinned(tenant("a"), shard("cell-2")),
                                new Pinned(tenant("b"), shard("cell-2")),
                                new Dedicated(Set.of(cell("cell-1"), cell("cell-3")), Set.of(tenant("b"))),
                                new Dedicated(Set.of(cell("cell-3")), Set.of(tenant("b"))),
                                new Dedicated(Set.of(), Set.of(tenant("d"))),
                                new Apart(Set.of(tenant("a"))),
                                new Apart(Set.of(tenant("a"), tenant("b"))))))
                .withMessage(
                        "cell cell-9 is pinned to a: it must be an active cell of the lattice; tenant a is pinned twice;"
                                + " cell cell-3 is dedicated twice; tenant b has dedicated cells twice;"
                                + " a dedication of cells [] to tenants [d] must name at least one of each;"
                                + " tenant a is pinned to cell-1, which is dedicated to others;"
                                + " tenant b is pinned to cell-2, which is not dedicated to it;"
                                + " tenant b is pinned to cell-2, which is not dedicated to it;"
                                + " tenants apart are [a]: they must be 2 or more;"
                                + " tenants a and b are kept apart and pinned to one full shard");
    }

    @Test
    void tellWhichOfThemAreBroken() {
        IsolationRules rules = new IsolationRules(LATTICE, RULES);
        assertThat(rules.violations(Map.of(
                        tenant("t-001"), shard("cell-1", "cell-3"),
                        tenant("t-004"), shard("cell-1", "cell-3"),
                        tenant("t-002"), shard("cell-1"))))
                .containsExactly(
                        "t-001 is pinned to [cell-1, cell-2] and is on [cell-1, cell-3]",
                        "t-001 and t-004 share a full shard",
                        "t-002 is on [cell-1] and may be on [cell-6, cell-7, cell-8] only");
    }

    @Test
    void leaveACellForTheOtherTenants() {
        IsolationRules rules = new IsolationRules(
                Lattices.of(1, 1), List.of(new Dedicated(Set.of(cell("cell-1")), Set.of(tenant("a")))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IsolatedAssigner(rules, RendezvousAssigner::new, 1))
                .withMessage("every cell is dedicated: none is left for the other tenants");
    }

    private static TenantId tenant(String name) {
        return new TenantId(name);
    }

    private static CellId cell(String name) {
        return new CellId(name);
    }

    private static Shard shard(String... cells) {
        return new Shard(List.of(cells).stream().map(CellId::new).toList());
    }
}
