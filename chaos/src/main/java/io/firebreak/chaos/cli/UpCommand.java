package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.chaos.region.Telemetry;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a local region and waits until it serves. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts a local region and waits until it serves all its tenants. It runs on until 'down'.")
@SuppressWarnings("NullAway.Init")
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private RegionOptions options;

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description = "Send traces to this collector, over OTLP/HTTP; default: OTEL_EXPORTER_OTLP_ENDPOINT.")
    private @Nullable String otlp;

    @Mixin
    private Home home;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        RegionSettings settings = options.settings();
        RegionFile region = LocalRegion.start(settings, telemetry(), home.directory(), output::progress)
                .file();
        output.result(region, out -> {
            RegionFile.Tenant tenant = region.tenants().getFirst();
            out.printf(
                    "The %s region is ready: %d cells, %d nodes, %d tenants. Try:%n%n",
                    region.architecture(),
                    region.cells().size(),
                    region.cells().stream()
                            .mapToInt(cell -> cell.nodes().size())
                            .sum(),
                    region.tenants().size());
            String trust = "https".equals(region.router().url().getScheme()) ? " --cacert " + region.ca() : "";
            out.printf(
                    "curl -s%s -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' "
                            + "-d '{\"instanceType\":\"c5.large\",\"minCount\":1,\"maxCount\":1,\"imageId\":\"ami-1\"}' %s/v1/instances%n",
                    trust, tenant.key(), region.router().url());
        });
        return ExitCode.DONE;
    }

    private Telemetry telemetry() {
        if (otlp == null) {
            return Telemetry.ofEnvironment();
        }
        try {
            URI collector = URI.create(otlp);
            if (collector.getHost() != null && List.of("http", "https").contains(collector.getScheme())) {
                return Telemetry.to(collector);
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new BadInputException("--otlp is '%s': it must be a URL such as http://127.0.0.1:4318".formatted(otlp));
    }
}
