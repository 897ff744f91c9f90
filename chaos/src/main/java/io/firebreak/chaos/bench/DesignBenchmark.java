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
    /** Cells, zones, greatest overlap; the last two hold 16,777,216 and 15,813,251 shards and are computed. */
    @Param({"8 1 1", "64 1 1", "1024 1 1", "1024 4 2", "1004 4 2"})
    private String shape;

    private ShardDesign design;
    private long next;

    @Setup
    public void construct() {
        int[] numbers = IntStream.of(0, 1, 2)
                .map(i -> Integer.parseInt(shape.split(" ")[i]))
                .toArray();
        Lattice lattice = new Lattice(IntStream.range(0, numbers[0])
                .mapToObj(i -> Cell.of("cell-" + (i + 1), "zone-" + (i % numbers[1] + 1)))
                .toList());
        design = new ShardDesign(lattice, 4, numbers[2]);
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
