package io.firebreak.directory.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.rendezvous.RendezvousAssigner;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssignmentIT {
    private static final long SEED = 77;
    private static final int SHARD_SIZE = 3;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void givesTenantsTheShardsTheAssignerSays(Architecture architecture) {
        List<Cell> lattice = new ArrayList<>();
        try (var cell = new CellThatConfirms();
                var directory = RunningDirectory.start(
                        TestDatabase.fresh(),
                        "firebreak.directory.architecture=" + architecture.wireName(),
                        "firebreak.directory.shard-size=" + SHARD_SIZE,
                        "firebreak.directory.seed=" + SEED)) {
            for (int number = 1; number <= 7; number++) {
                lattice.add(register(directory, cell, number));
            }
            ShardAssigner assigner = assigner(architecture, new Lattice(lattice));

            var created = directory.create(RunningDirectory.tenants(60)).json().get("tenants");

            assertThat(created).hasSize(60).allSatisfy(tenant -> {
                List<String> expected = assigner
                        .assign(new TenantId(tenant.get("id").stringValue()))
                        .cells()
                        .stream()
                        .map(CellId::value)
                        .toList();
                List<String> assigned = StreamSupport.stream(tenant.get("cells").spliterator(), false)
                        .map(name -> name.stringValue())
                        .toList();
                assertThat(assigned).isEqualTo(expected).doesNotContain("cell-7");
            });
        }
    }

    /** Cells of two sizes in three zones, the last one draining. */
    private static Cell register(RunningDirectory directory, CellThatConfirms node, int number) {
        double weight = number % 2 == 0 ? 1 : 2.5;
        CellState state = number == 7 ? CellState.DRAINING : CellState.ACTIVE;
        String zone = "zone-" + (number % 3 + 1);
        var registered = directory.put("/admin/v1/cells/cell-" + number, """
                {"number":%d,"zone":"%s","weight":%s,"state":"%s","nodes":["%s"]}
                """.formatted(
                        number, zone, weight, state.name().toLowerCase(Locale.ROOT), node.url()));
        assertThat(registered.status()).isEqualTo(200);
        return new Cell(new CellId("cell-" + number), zone, weight, state);
    }

    private static ShardAssigner assigner(Architecture architecture, Lattice lattice) {
        return switch (architecture) {
            case REGIONAL -> ShardAssigner.wholeRegion(lattice);
            case CELLULAR -> new RendezvousAssigner(lattice, SEED);
            case SHUFFLE -> new ShuffleAssigner(lattice, SHARD_SIZE, SEED);
        };
    }
}
