package io.firebreak.chaos.bench;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.design.ShardDesign;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a number to the shard of four cells that a design has there: small designs from a table, large ones computed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class DesignBenchmark {
    /** Which design. */
    public enum Shape {
        CELLS_8(8, 1, 1),
        CELLS_64(64, 1, 1),
        CELLS_1024(1_024, 1, 1),
        /** 16,777,216 shards, computed with sums of a field of a power of two. */
        CELLS_1024_IN_4_ZONES(1_024, 4, 2),
        /** 15,813,251 shards, computed with sums modulo a prime. */
        CELLS_1004_IN_4_ZONES(1_004, 4, 2);

        private final int cells;
        private final int zones;
        private final int maxOverlap;

        Shape(int cells, int zones, int maxOverlap) {
            this.cells = cells;
            this.zones = zones;
            this.maxOverlap = maxOverlap;
        }
    }

    @Param
    private Shape shape;

    private ShardDesign design;
    private long next;

    @Setup
    public void construct() {
        Lattice lattice = new Lattice(IntStream.range(0, shape.cells)
                .mapToObj(i -> Cell.of("cell-" + (i + 1), "zone-" + (i % shape.zones + 1)))
                .toList());
        design = new ShardDesign(lattice, 4, shape.maxOverlap);
    }

    @Benchmark
    public Shard design() {
        next += 7_919;
        if (next >= design.count()) {
            next %= design.count();
        }
        return design.shard(next);
    }
}
