package io.firebreak.chaos.predict;

import io.firebreak.assigner.analysis.BelowSloLaw;
import io.firebreak.assigner.analysis.BlastRadiusSimulation;
import io.firebreak.assigner.analysis.ConcreteBlastRadius;
import io.firebreak.assigner.analysis.ShardSpace;
import io.firebreak.assigner.analysis.SimulatedBlastRadius;
import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.cli.Problems;
import io.firebreak.chaos.predict.Prediction.FaultPrediction;
import io.firebreak.chaos.predict.Prediction.Simulated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predicts the blast radius of shuffle shards without a region: exactly, and by trial as a check. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description =
                "Predicts which share of tenants a fault takes below their SLO when each is on K of N cells: exact"
                        + " arithmetic, and a simulation beside it. Without a fault it predicts one failed cell and one"
                        + " poison tenant. For tenants named in a file it assigns shards and tells their worst case.")
@SuppressWarnings("NullAway.Init")
public final class PredictCommand implements Callable<Integer> {
    static final String FAILED_CELLS = "failed-cells";
    static final String POISON_TENANTS = "poison-tenants";

    /** A region of more cells is several regions; the arithmetic and the trials stay within seconds. */
    private static final int MOST_CELLS = 1_000;
    /** A shard of more cells contains nothing any more. */
    private static final int MOST_SHARD_SIZE = 64;

    private static final int MOST_TENANTS = 1_000_000;
    /** Each trial takes the shards of every one of them down. */
    private static final int MOST_POISON_TENANTS = 1_000;
    /** Shards are drawn one by one, so as many tenants as fit into some ten million members show what more would. */
    private static final int MOST_MEMBERS_SIMULATED = 10_000_000;

    private static final int MOST_TRIALS = 100_000;
    /** Members drawn and looked at when nobody says how many trials: a few seconds at most. */
    private static final int USUAL_WORK = 200_000_000;

    private static final int LEAST_USUAL_TRIALS = 100;
    private static final int MOST_USUAL_TRIALS = 2_000;

    @Option(names = "--cells", paramLabel = "N", required = true, description = "Cells of the region, 1 to 1000.")
    private int cells;

    @Option(
            names = "--shard-size",
            paramLabel = "K",
            required = true,
            description =
                    "Cells of each tenant's shard, 1 to 64 and no more than cells, or zones where there are some.")
    private int shardSize;

    @Option(
            names = "--zones",
            paramLabel = "Z",
            description = "Zones the cells are dealt into; with more than one, a shard has at most one cell of each;"
                    + " default: 1.")
    private int zones = 1;

    @Option(
            names = "--tenants",
            paramLabel = "T",
            required = true,
            description =
                    "Tenants: how many, 2 to 1000000; or a CSV file of tenant,weight; or - to read it from standard"
                            + " input.")
    private String tenantsNamed;

    @Option(names = "--failed-cells", paramLabel = "F", description = "How many random cells fail.")
    private @Nullable Integer failedCells;

    @Option(
            names = "--poison-tenants",
            paramLabel = "P",
            description = "How many tenants take every cell of their shard down, 1 to 1000.")
    private @Nullable Integer poisonTenants;

    @Option(names = "--seed", paramLabel = "N", description = "Decides the trials; default: 1.")
    private long seed = 1;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "Trials of the simulation, 1 to 100000; default: what takes a second or two, 100 to 2000.")
    private @Nullable Integer trials;

    @Option(
            names = "--trade-off",
            description =
                    "Also print what the same faults do with half as many, as many and twice as many cells, in shards"
                            + " of 1 to 8.")
    private boolean tradeOff;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw the trade-off into this SVG file.")
    private @Nullable Path plot;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Tenants tenants = Tenants.of(tenantsNamed, System.in);
        check(tenants.count());
        Prediction prediction = predict(tenants);
        if (plot != null) {
            write(plot, TradeOffPlot.of(tradeOffs(), poison()));
        }
        output.result(prediction, out -> {
            PredictionText.print(prediction, out);
            if (prediction.tradeOff() != null) {
                TradeOffText.print(prediction.tradeOff(), failed(), poison(), out);
            }
        });
        return ExitCode.DONE;
    }

    private Prediction predict(Tenants tenants) {
        ShardSpace space = zones == 1 ? ShardSpace.unzoned(cells, shardSize) : new ShardSpace(cells, shardSize, zones);
        boolean nothingAsked = failedCells == null && poisonTenants == null;
        ConcreteBlastRadius concrete = tenants.areNamed()
                ? Concrete.of(cells, zones, shardSize, tenants, trials(tenants.count()), seed)
                : null;
        List<FaultPrediction> faults = new ArrayList<>();
        if (failedCells != null || nothingAsked) {
            faults.add(failedCells(space, tenants.count(), concrete));
        }
        if (poisonTenants != null || nothingAsked) {
            faults.add(poisonTenants(space, tenants.count(), concrete));
        }
        return new Prediction(
                cells, zones, shardSize, tenants.count(), seed, space.count(), faults, tradeOff ? tradeOffs() : null);
    }

    private FaultPrediction failedCells(ShardSpace space, int tenants, @Nullable ConcreteBlastRadius concrete) {
        int simulated = simulated(tenants);
        SimulatedBlastRadius seen = BlastRadiusSimulation.of(space, simulated, trials(simulated))
                .failedCells(failed(), new SplittableRandom(seed));
        return FaultPrediction.of(
                FAILED_CELLS,
                failed(),
                space.afterFailedCells(failed()),
                zones == 1 ? BelowSloLaw.ofFailedCells(space, failed(), tenants).variance() : null,
                Simulated.of(seen, simulated),
                concrete == null ? null : Concrete.of(concrete.failedCells(failed())));
    }

    private FaultPrediction poisonTenants(ShardSpace space, int tenants, @Nullable ConcreteBlastRadius concrete) {
        int simulated = simulated(tenants);
        SimulatedBlastRadius seen = BlastRadiusSimulation.of(space, simulated, trials(simulated))
                .poisonTenants(poison(), new SplittableRandom(seed));
        return FaultPrediction.of(
                POISON_TENANTS,
                poison(),
                space.afterPoisonTenants(poison()),
                zones == 1
                        ? BelowSloLaw.ofPoisonTenants(space, poison(), tenants - poison())
                                .variance()
                        : null,
                Simulated.of(seen, simulated),
                concrete == null ? null : Concrete.of(concrete.poisonTenants(poison())));
    }

    private int failed() {
        return failedCells == null ? 1 : failedCells;
    }

    private int poison() {
        return poisonTenants == null ? 1 : poisonTenants;
    }

    private List<TradeOff> tradeOffs() {
        return TradeOff.around(cells, zones, failed(), poison());
    }

    private int simulated(int tenants) {
        return Math.min(tenants, MOST_MEMBERS_SIMULATED / shardSize);
    }

    private int trials(int simulated) {
        int usual = USUAL_WORK / Math.multiplyExact(simulated, shardSize);
        return trials == null ? Math.clamp(usual, LEAST_USUAL_TRIALS, MOST_USUAL_TRIALS) : trials;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new BadInputException("--plot is %s: it must be a file that can be written".formatted(file));
        }
    }

    private void check(int tenants) {
        Problems problems = new Problems();
        problems.check("--cells", cells, 1, MOST_CELLS, "");
        int most = Math.clamp(cells, 1, MOST_CELLS);
        problems.check("--zones", zones, 1, most, ", the number of cells");
        int widest = zones > 1 ? zones : most;
        problems.check(
                "--shard-size",
                shardSize,
                1,
                Math.min(MOST_SHARD_SIZE, widest),
                widest > MOST_SHARD_SIZE ? "" : zones > 1 ? ", the number of zones" : ", the number of cells");
        problems.check("--tenants", tenants, 2, MOST_TENANTS, "");
        if (failedCells != null) {
            problems.check("--failed-cells", failedCells, 1, most, ", the number of cells");
        }
        if (poisonTenants != null) {
            int others = Math.clamp(tenants - 1L, 1, MOST_POISON_TENANTS);
            problems.check(
                    "--poison-tenants",
                    poisonTenants,
                    1,
                    others,
                    others == MOST_POISON_TENANTS ? "" : ", fewer than tenants");
        }
        if (trials != null) {
            problems.check("--trials", trials, 1, MOST_TRIALS, "");
        }
        problems.refuse();
    }
}
