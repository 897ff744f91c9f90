package io.firebreak.chaos.cli;

import io.firebreak.chaos.docker.DockerRegion;
import io.firebreak.chaos.docker.OperatorAccess;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.RegionDriver;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionProcess;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the state of each process. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows every process of the region: its state, its process id, how often it was restarted.")
@SuppressWarnings("NullAway.Init")
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private Home home;

    @Option(
            names = DockerRegion.OPTION,
            description = "Of the compose project this runs in, whose tenants are not counted; see docs/drivers.md.")
    private boolean docker;

    @Mixin
    private Output output;

    private record Document(
            Architecture architecture,
            long seed,
            URI router,
            @Nullable Integer tenants,
            List<RegionProcess> processes) {}

    @Override
    public Integer call() {
        RegionDriver region = docker ? DockerRegion.find(OperatorAccess.of(System.getenv())) : home.attach();
        RegionFile file = region.file();
        List<RegionProcess> processes = region.control().processes();
        Document document = new Document(
                file.architecture(),
                file.seed(),
                file.router().url(),
                docker ? null : file.tenants().size(),
                processes);
        output.result(document, out -> {
            String tenants = document.tenants == null ? "" : document.tenants + " tenants, ";
            out.printf("%s, %srouter %s%n%n", document.architecture, tenants, document.router);
            out.printf("%-20s %-10s %8s %8s  %s%n", "PROCESS", "STATE", "PID", "RESTARTS", "URL");
            processes.forEach(process -> out.printf(
                    "%-20s %-10s %8d %8d  %s%n",
                    process.name(),
                    process.state(),
                    process.pid(),
                    process.restarts(),
                    Objects.toString(process.url(), "")));
        });
        return ExitCode.DONE;
    }
}
