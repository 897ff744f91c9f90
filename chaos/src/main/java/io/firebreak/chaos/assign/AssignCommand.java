package io.firebreak.chaos.assign;

import io.firebreak.assigner.ActiveCells;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.design.DesignAssigner;
import io.firebreak.assigner.design.PackingBound;
import io.firebreak.assigner.design.ShardDesign;
import io.firebreak.assigner.rendezvous.RendezvousAssigner;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import io.firebreak.chaos.assign.AssignResult.Bound;
import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.cli.Problems;
import io.firebreak.chaos.csv.WeightedTenant;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Assigns tenants to shards without a region. */
@Command(
        name = "assign",
        mixinStandardHelpOptions = true,
        description =
                "Gives each tenant a shard of K of N cells, and says how much any two tenants share. With --method"
                        + " design the overlap is guaranteed; without --tenants it lists every shard the design has.")
@SuppressWarnings("NullAway.Init")
public final class AssignCommand implements Callable<Integer> {
    /** A region of more cells is several regions. */
    private static final int MOST_CELLS = 10_000;
    /** A shard of more cells contains nothing any more. */
    private static final int MOST_SHARD_SIZE = 64;

    @Option(names = "--cells", paramLabel = "N", description = "Equal cells, 1 to 10000.")
    private @Nullable Integer cells;

    @Option(
            names = "--lattice",
            paramLabel = "FILE",
            description =
                    "The cells instead: CSV with the columns cell,zone,weight,state,version; - is standard input.")
    private @Nullable String latticeFile;

    @Option(
            names = "--shard-size",
            paramLabel = "K",
            required = true,
            description = "Cells of each shard, 1 to 64 and no more than cells, or zones where there are some.")
    private int shardSize;

    @Option(
            names = "--zones",
            paramLabel = "Z",
            description = "Zones the cells are dealt into; with more than one, a shard has at most one cell of each;"
                    + " default: 1.")
    private int zones = 1;

    @Option(
            names = "--max-overlap",
            paramLabel = "M",
            description = "The most cells two shards may share, 0 to K - 1; default: 1, where K allows it.")
    private @Nullable Integer maxOverlap;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "rendezvous, shuffle, design or search; default: design with --max-overlap or without"
                    + " --tenants, shuffle otherwise.")
    private @Nullable String methodName;

    @Option(
            names = "--tenants",
            paramLabel = "FILE|COUNT",
            description = "How many tenants, or a CSV file with the columns tenant,weight; - is standard input.")
    private @Nullable String tenantSource;

    @Option(names = "--reuse", description = "Let tenants share a whole shard when there are more of them than shards.")
    private boolean reuse;

    @Option(names = "--seed", paramLabel = "N", description = "Decides rendezvous, shuffle and search; default: 1.")
    private long seed = 1;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Method method = method();
        Lattice lattice = lattice();
        check(method, lattice);
        try {
            AssignResult result = assign(method, lattice);
            output.result(result, out -> AssignText.print(result, out));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE;
    }

    private AssignResult assign(Method method, Lattice lattice) {
        return switch (method) {
            case RENDEZVOUS -> named(method, lattice, new RendezvousAssigner(lattice, seed));
            case SHUFFLE -> named(method, lattice, new ShuffleAssigner(lattice, shardSize, seed));
            case DESIGN -> design(lattice);
            case SEARCH -> search(lattice);
        };
    }

    private AssignResult named(Method method, Lattice lattice, ShardAssigner assigner) {
        List<WeightedTenant> tenants = tenants();
        return result(method, lattice, everyShard(lattice), null, tenants, assigner);
    }

    private AssignResult search(Lattice lattice) {
        List<WeightedTenant> tenants = tenants();
        PackingBound bound = PackingBound.of(zoneSizes(new ActiveCells(lattice)), shardSize, overlap());
        Map<TenantId, Shard> shards = SearchedShards.of(lattice, shardSize, overlap(), tenants, reuse, seed);
        return result(
                Method.SEARCH,
                lattice,
                new Bound(bound.shards(), bound.name()),
                null,
                tenants,
                tenant -> Objects.requireNonNull(shards.get(tenant)));
    }

    private AssignResult design(Lattice lattice) {
        ShardDesign design = new ShardDesign(lattice, shardSize, overlap());
        List<WeightedTenant> tenants;
        if (tenantSource != null) {
            tenants = tenants();
        } else if (design.count() <= Tenants.MOST) {
            tenants = Tenants.numbered(design.count());
        } else {
            throw new BadInputException("--tenants is missing: the design has %d shards, and %d can be listed"
                    .formatted(design.count(), Tenants.MOST));
        }
        if (tenants.size() > design.count() && !reuse) {
            throw new BadInputException(
                    "tenants are %d: they must be 1 to %d, the shards of the design, or more with --reuse"
                            .formatted(tenants.size(), design.count()));
        }
        List<TenantId> ids = tenants.stream().map(WeightedTenant::id).toList();
        PackingBound bound = design.bound();
        return result(
                Method.DESIGN,
                lattice,
                new Bound(bound.shards(), bound.name()),
                design.count(),
                tenants,
                DesignAssigner.reusing(design, ids));
    }

    private AssignResult result(
            Method method,
            Lattice lattice,
            Bound bound,
            @Nullable Long designShards,
            List<WeightedTenant> tenants,
            ShardAssigner assigner) {
        List<Shard> shards =
                tenants.stream().map(tenant -> assigner.assign(tenant.id())).toList();
        return AssignResult.of(lattice, shardSize, method, bound, designShards, tenants, shards);
    }

    /** Every combination there is: with zones, the shards at overlap k − 1 are all of them. */
    private Bound everyShard(Lattice lattice) {
        ActiveCells active = new ActiveCells(lattice);
        BigInteger[] ways = new BigInteger[shardSize + 1];
        Arrays.fill(ways, BigInteger.ZERO);
        ways[0] = BigInteger.ONE;
        for (int size : domains(active)) {
            for (int taken = shardSize; taken > 0; taken--) {
                ways[taken] = ways[taken].add(ways[taken - 1].multiply(BigInteger.valueOf(size)));
            }
        }
        return new Bound(ways[shardSize], "combinations");
    }

    private static int[] domains(ActiveCells active) {
        return active.zoneCount() == 1
                ? IntStream.range(0, active.size()).map(cell -> 1).toArray()
                : zoneSizes(active);
    }

    private static int[] zoneSizes(ActiveCells active) {
        int[] sizes = new int[active.zoneCount()];
        IntStream.range(0, active.size()).forEach(cell -> sizes[active.zone(cell)]++);
        return sizes;
    }

    private List<WeightedTenant> tenants() {
        if (tenantSource == null) {
            throw new BadInputException("--tenants is missing: only --method design has a list of all its shards");
        }
        List<WeightedTenant> tenants = Tenants.of(tenantSource);
        if (tenants.isEmpty()) {
            throw new BadInputException("--tenants has no tenant: it must have 1 to %d".formatted(Tenants.MOST));
        }
        return tenants;
    }

    private Method method() {
        if (methodName == null) {
            return maxOverlap != null || tenantSource == null ? Method.DESIGN : Method.SHUFFLE;
        }
        try {
            return Method.of(methodName);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--" + e.getMessage());
        }
    }

    private Lattice lattice() {
        if (latticeFile != null && cells == null) {
            try {
                return new Lattice(LatticeFile.read(latticeFile));
            } catch (IllegalArgumentException e) {
                throw new BadInputException("--lattice: " + e.getMessage());
            }
        }
        if (cells == null || latticeFile != null) {
            throw new BadInputException("give --cells, 1 to %d, or --lattice".formatted(MOST_CELLS));
        }
        Problems problems = new Problems();
        problems.check("--cells", cells, 1, MOST_CELLS, "");
        problems.check("--zones", zones, 1, Math.clamp(cells, 1, MOST_CELLS), ", the number of cells");
        problems.refuse();
        return Lattice.dealt(cells, zones);
    }

    private void check(Method method, Lattice lattice) {
        Problems problems = new Problems();
        int active = lattice.active().size();
        if (active == 0) {
            throw new BadInputException("--lattice: no cell is active");
        }
        int zoned = lattice.activeZones();
        int widest = zoned > 1 ? zoned : active;
        if (method == Method.RENDEZVOUS) {
            problems.check("--shard-size", shardSize, 1, 1, " with --method rendezvous");
        } else {
            problems.check(
                    "--shard-size",
                    shardSize,
                    1,
                    Math.min(MOST_SHARD_SIZE, widest),
                    widest > MOST_SHARD_SIZE ? "" : zoned > 1 ? ", the number of zones" : ", the number of cells");
        }
        if (maxOverlap != null) {
            problems.check("--max-overlap", maxOverlap, 0, Math.max(0, shardSize - 1), ", less than the shard size");
            if (!method.boundsOverlap()) {
                problems.add("--max-overlap is %d: it needs --method design or search, and the method is %s"
                        .formatted(maxOverlap, method));
            }
        }
        problems.refuse();
    }

    private int overlap() {
        return maxOverlap == null ? Math.min(1, shardSize - 1) : maxOverlap;
    }
}
