package io.firebreak.assigner.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoundedRendezvousTest {
    @ParameterizedTest
    @MethodSource("seeds")
    void keepsEveryCellWithinItsBound(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Lattice lattice = Lattices.random(chance);
        int tenants = chance.nextInt(1, 300);
        double excess = chance.nextDouble(0.01, 1);
        BoundedRendezvous assigner = new BoundedRendezvous(lattice, Lattices.tenants(tenants), excess, seed);
        Map<CellId, Integer> loads = new HashMap<>();
        Lattices.tenantStream(tenants)
                .forEach(tenant -> loads.merge(assigner.assign(tenant).cells().getFirst(), 1, Integer::sum));
        double total = lattice.cells().stream().mapToDouble(Cell::weight).sum();
        for (Cell cell : lattice.cells()) {
            assertThat((double) loads.getOrDefault(cell.id(), 0))
                    .isLessThanOrEqualTo(Math.ceil((1 + excess) * (cell.weight() / total * tenants)));
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @Test
    void isPlainRendezvousWhereNobodyIsTurnedAway() {
        Lattice lattice = Lattices.of(8, 1);
        BoundedRendezvous bounded = new BoundedRendezvous(lattice, Lattices.tenants(200), 7, 1);
        RendezvousAssigner plain = new RendezvousAssigner(lattice, 1);
        assertThat(Lattices.tenantStream(200))
                .allSatisfy(tenant -> assertThat(bounded.assign(tenant)).isEqualTo(plain.assign(tenant)));
    }

    @Test
    void doesNotDependOnTheOrderOfTheList() {
        List<TenantId> tenants = Lattices.tenants(200);
        BoundedRendezvous forward = new BoundedRendezvous(Lattices.of(8, 1), tenants, 0.05, 1);
        BoundedRendezvous backward = new BoundedRendezvous(Lattices.of(8, 1), tenants.reversed(), 0.05, 1);
        assertThat(tenants)
                .allSatisfy(tenant -> assertThat(forward.assign(tenant)).isEqualTo(backward.assign(tenant)));
    }

    /** A new cell of 17 must take 1/17; with ε = 0.25 less than half as many again move besides. */
    @Test
    void movesFewMoreThanItMust() {
        List<TenantId> tenants = Lattices.tenants(20_000);
        BoundedRendezvous before = new BoundedRendezvous(Lattices.of(16, 1), tenants, 0.25, 1);
        BoundedRendezvous after = new BoundedRendezvous(Lattices.of(17, 1), tenants, 0.25, 1);
        long moved = tenants.stream()
                .filter(tenant -> !before.assign(tenant).equals(after.assign(tenant)))
                .count();
        assertThat(moved).isBetween(20_000L / 18, 30_000L / 17);
    }

    @Test
    void refusesWhatItCannotAssign() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoundedRendezvous(Lattices.of(8, 1), Lattices.tenants(2), 0, 1))
                .withMessage("excess 0.0 must be above 0");
        TenantId twice = new TenantId("t-001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoundedRendezvous(Lattices.of(8, 1), List.of(twice, twice), 0.1, 1))
                .withMessage("tenant t-001 stands twice in the list");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BoundedRendezvous(Lattices.of(8, 1), List.of(twice), 0.1, 1).assign(new TenantId("t-002")))
                .withMessage("tenant t-002 is not of the list");
    }
}
