package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.cli.Problems;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.RegionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code bench overload}. */
public final class OverloadOptions {
    /** Room for all that is launched: what is to be full is the control plane. */
    private static final int HOSTS = 1_000;

    private static final long SEED = 1;
    private static final double MOST = 10;

    @Option(
            names = "--steps",
            paramLabel = "F",
            split = ",",
            description = "overload: the load of each step in capacities, one of them above 1 and the last below;"
                    + " default: 0.5,1,1.5,2,3,0.5.")
    private List<Double> steps = List.of(0.5, 1.0, 1.5, 2.0, 3.0, 0.5);

    @Option(
            names = "--loading-tenants",
            paramLabel = "N",
            description = "overload: tenants the load is of, in turn, 1 to 1000; default: 50.")
    private int tenants = 50;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "overload: where goodput.csv, goodput.json and goodput.svg go; default: firebreak-out/overload-"
                            + "and the time.")
    private @Nullable Path out;

    public void check(Problems problems) {
        steps.stream()
                .filter(step -> !(step > 0 && step <= MOST))
                .forEach(step ->
                        problems.add("--steps has %s: each must be above 0 and at most %.0f".formatted(step, MOST)));
        boolean outOfRange = steps.stream().anyMatch(step -> !(step > 0 && step <= MOST));
        if (!outOfRange && (steps.stream().noneMatch(step -> step > 1) || steps.getLast() >= 1)) {
            problems.add("--steps is %s: one must be above 1 and the last below".formatted(steps));
        }
        problems.check("--loading-tenants", tenants, 1, 1_000, "");
    }

    List<Double> steps() {
        return steps;
    }

    Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** One cell of one node, with a router before it. */
    RegionSettings region() {
        return new RegionSettings(Architecture.CELLULAR, 1, 1, 1, 1, 1, tenants, HOSTS, SEED);
    }
}
