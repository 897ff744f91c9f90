package io.firebreak.chaos.predict;

import io.firebreak.assigner.analysis.BlastRadiusSimulation;
import io.firebreak.assigner.analysis.ShardSpace;
import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.predict.Prediction.FaultPrediction;
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
                        + " arithmetic, and a simulation with the real assigner beside it. Without a fault it predicts one"
                        + " failed cell and one poison tenant.")
@SuppressWarnings("NullAway.Init")
public final class PredictCommand implements Callable<Integer> {
    static final String FAILED_CELLS = "failed-cells";
    static final String POISON_TENANTS = "poison-tenants";

    /** A region of more cells is several regions; the arithmetic and the trials stay within seconds. */
    private static final int MOST_CELLS = 1_000;
    /** A shard of more cells contains nothing any more. */
    private static final int MOST_SHARD_SIZE = 64;

    private static final int MOST_TENANTS = 1_000_000;
    /** Each trial assigns every one of them. */
    private static final int MOST_POISON_TENANTS = 1_000;
    /** Shards are drawn one by one, so this many tenants a trial show what a million would. */
    private static final int MOST_TENANTS_SIMULATED = 500;

    private static final int MOST_TRIALS = 100_000;
    /** Cells scored in all when nobody says how many trials: a second or two. */
    private static final long USUAL_WORK = 5_000_000;

    private static final int LEAST_USUAL_TRIALS = 10;
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

    @Option(names = "--tenants", paramLabel = "T", required = true, description = "Tenants, 2 to 1000000.")
    private int tenants;

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
            description = "Trials of the simulation, 1 to 100000; default: what takes a second or two, 10 to 2000.")
    private @Nullable Integer trials;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new BadInputException(String.join("; ", problems));
        }
        Prediction prediction = predict();
        output.result(prediction, out -> PredictionText.print(prediction, out));
        return ExitCode.DONE;
    }

    private Prediction predict() {
        ShardSpace space = zones == 1 ? ShardSpace.unzoned(cells, shardSize) : new ShardSpace(cells, shardSize, zones);
        boolean nothingAsked = failedCells == null && poisonTenants == null;
        List<FaultPrediction> faults = new ArrayList<>();
        if (failedCells != null || nothingAsked) {
            faults.add(failedCells(space, failedCells == null ? 1 : failedCells));
        }
        if (poisonTenants != null || nothingAsked) {
            faults.add(poisonTenants(space, poisonTenants == null ? 1 : poisonTenants));
        }
        return new Prediction(cells, zones, shardSize, tenants, seed, space.count(), faults);
    }

    private FaultPrediction failedCells(ShardSpace space, int count) {
        return FaultPrediction.of(
                FAILED_CELLS,
                count,
                space.afterFailedCells(count),
                simulation(space, 0).failedCells(count, new SplittableRandom(seed)));
    }

    private FaultPrediction poisonTenants(ShardSpace space, int count) {
        return FaultPrediction.of(
                POISON_TENANTS,
                count,
                space.afterPoisonTenants(count),
                simulation(space, count).poisonTenants(count, new SplittableRandom(seed)));
    }

    private BlastRadiusSimulation simulation(ShardSpace space, int poison) {
        int simulated = Math.min(tenants, poison + MOST_TENANTS_SIMULATED);
        long usual = USUAL_WORK / ((long) simulated * cells);
        int chosen = trials == null ? Math.clamp(usual, LEAST_USUAL_TRIALS, MOST_USUAL_TRIALS) : trials;
        return BlastRadiusSimulation.of(space, simulated, chosen);
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        check(problems, "--cells", cells, 1, MOST_CELLS, "");
        int most = Math.clamp(cells, 1, MOST_CELLS);
        check(problems, "--zones", zones, 1, most, ", the number of cells");
        int widest = zones > 1 ? zones : most;
        check(
                problems,
                "--shard-size",
                shardSize,
                1,
                Math.min(MOST_SHARD_SIZE, widest),
                widest > MOST_SHARD_SIZE ? "" : zones > 1 ? ", the number of zones" : ", the number of cells");
        check(problems, "--tenants", tenants, 2, MOST_TENANTS, "");
        if (failedCells != null) {
            check(problems, "--failed-cells", failedCells, 1, most, ", the number of cells");
        }
        if (poisonTenants != null) {
            int others = Math.clamp(tenants - 1L, 1, MOST_POISON_TENANTS);
            check(
                    problems,
                    "--poison-tenants",
                    poisonTenants,
                    1,
                    others,
                    others == MOST_POISON_TENANTS ? "" : ", fewer than tenants");
        }
        if (trials != null) {
            check(problems, "--trials", trials, 1, MOST_TRIALS, "");
        }
        return problems;
    }

    private static void check(List<String> problems, String name, int value, int least, int most, String why) {
        if (value < least || value > most) {
            problems.add("%s is %d: it must be %d to %d%s".formatted(name, value, least, most, why));
        }
    }
}
