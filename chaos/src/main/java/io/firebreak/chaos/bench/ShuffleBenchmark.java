package io.firebreak.chaos.bench;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import io.firebreak.assigner.shuffle.SlotShuffleAssigner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

/** From a tenant to its shard of four of n cells in one zone or four, with the peer's way in the same run. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class ShuffleBenchmark {
    private static final int SHARD_SIZE = 4;
    /** So many that no branch predictor learns them. */
    private static final int TENANTS = 1 << 13;

    @Param({"8", "64", "1024"})
    private int cells;

    @Param({"1", "4"})
    private int zones;

    private TenantId[] tenants;
    private byte[][] names;
    private int next;
    private ShuffleAssigner shuffle;
    private SlotShuffleAssigner slots;
    private HashedSharder peer;

    @Setup
    public void assignNobodyYet() {
        Lattice lattice = Lattice.dealt(cells, zones);
        tenants = IntStream.range(0, TENANTS)
                .mapToObj(i -> new TenantId("tenant-%04d".formatted(i)))
                .toArray(TenantId[]::new);
        names = Arrays.stream(tenants)
                .map(tenant -> tenant.value().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        shuffle = new ShuffleAssigner(lattice, SHARD_SIZE, 1);
        slots = new SlotShuffleAssigner(lattice, SHARD_SIZE, 1, cells + cells / 4);
        peer = new HashedSharder(cells, zones, 1);
    }

    private TenantId tenant() {
        return tenants[next++ & (TENANTS - 1)];
    }

    @Benchmark
    public Shard shuffle() {
        return shuffle.assign(tenant());
    }

    @Benchmark
    public Shard slots() {
        return slots.assign(tenant());
    }

    /** Returns a value of any type, so that none of the peer's is public. */
    @Benchmark
    public Object peer() {
        return peer.shard(names[next++ & (TENANTS - 1)], SHARD_SIZE / zones);
    }
}
