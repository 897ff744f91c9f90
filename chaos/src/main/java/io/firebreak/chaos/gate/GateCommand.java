package io.firebreak.chaos.gate;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.ResultJson;
import io.firebreak.chaos.region.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

/** Passes or stops a pipeline by what a game day measured. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = {
            "Holds a report.json against blast-radius budgets and exits with 1 when one is exceeded.",
            "Also with 1 when the report has no verdict for the architecture or found a promise broken: what was not "
                    + "measured is no success."
        },
        footer = {"", "Example: firebreak gate firebreak-out/demo/report.json --budget belowSlo=0.05,lostInstances=0"})
@SuppressWarnings("NullAway.Init")
public final class GateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REPORT", description = "A report.json of gameday, compare or demo.")
    private Path report;

    @Option(
            names = "--budget",
            paramLabel = "FIGURE=MOST",
            required = true,
            split = ",",
            description =
                    "What a figure may be at most; shares are 0 to 1. Figures: belowSlo, down, slow, requests, weighted, "
                            + "owned.belowSlo, noDataTenants, absoluteError, staleLists, detectSeconds, recoverySeconds, tenantSecondsLost, lostInstances, "
                            + "duplicateInstances, unsettledTokens.")
    private List<String> budgets;

    @Option(
            names = "--architecture",
            paramLabel = "A",
            description = "regional, cellular or shuffle; default: the report's only one, else shuffle.")
    private @Nullable String architecture;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Map<Figure, Double> limits = limits();
        Gate.Decision decision = Gate.decide(chosen(read()), limits);
        output.result(decision, out -> {
            out.printf("%s: %s%n", decision.architecture(), decision.passes() ? "passes" : "does not pass");
            decision.lines().forEach(line -> out.println("  " + line));
        });
        return decision.passes() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private Map<Figure, Double> limits() {
        Map<Figure, Double> limits = new LinkedHashMap<>();
        for (String budget : budgets) {
            int equals = budget.indexOf('=');
            String label = equals < 0 ? budget : budget.substring(0, equals);
            Figure figure = Figure.of(label)
                    .orElseThrow(() -> new BadInputException("--budget names '%s': accepted are %s, as in belowSlo=0.05"
                            .formatted(label, Figure.accepted())));
            limits.put(figure, limit(figure, equals < 0 ? "" : budget.substring(equals + 1)));
        }
        return limits;
    }

    private static double limit(Figure figure, String text) {
        try {
            double limit = Double.parseDouble(text);
            if (figure.takes(limit)) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new BadInputException("--budget %s is '%s': it must be %s"
                .formatted(figure.label(), text, figure.isShare() ? "a share of 0 to 1" : "a number from 0"));
    }

    private CompareResult read() {
        try {
            return ResultJson.read(Files.readString(report));
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: it must be a report.json".formatted(report));
        } catch (JacksonException e) {
            throw new BadInputException("%s is no report.json: %s".formatted(report, e.getOriginalMessage()));
        }
    }

    private ArchitectureResult chosen(CompareResult result) {
        List<ArchitectureResult> all = result.architectures();
        String wanted = architecture == null
                ? all.size() == 1 ? all.getFirst().architecture() : Architecture.SHUFFLE.toString()
                : architecture;
        return all.stream()
                .filter(one -> Objects.equals(one.architecture(), wanted))
                .findFirst()
                .orElseThrow(() -> new BadInputException("--architecture is '%s': the report has %s"
                        .formatted(
                                wanted,
                                all.stream()
                                        .map(ArchitectureResult::architecture)
                                        .collect(Collectors.joining(", ")))));
    }
}
