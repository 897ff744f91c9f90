package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionProcess;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the state of each process. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows every process of the local region: its state, its process id, how often it was restarted.")
@SuppressWarnings("NullAway.Init")
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private Home home;

    @Mixin
    private Output output;

    private record Document(
            Architecture architecture, long seed, URI router, int tenants, List<RegionProcess> processes) {}

    @Override
    public Integer call() {
        LocalRegion region = home.attach();
        RegionFile file = region.file();
        List<RegionProcess> processes = region.control().processes();
        Document document = new Document(
                file.architecture(),
                file.seed(),
                file.router().url(),
                file.tenants().size(),
                processes);
        output.result(document, out -> {
            out.printf("%s, %d tenants, router %s%n%n", document.architecture, document.tenants, document.router);
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
