package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.JsonCalls;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Launches instances for a tenant. */
@Command(
        name = "launch",
        mixinStandardHelpOptions = true,
        description = "Launches instances for a tenant through the region's router.")
@SuppressWarnings("NullAway.Init")
public final class LaunchCommand implements Callable<Integer> {
    @Mixin
    private Caller caller;

    @Option(names = "--type", paramLabel = "TYPE", required = true, description = "The instance type, as c5.large.")
    private String type;

    @Option(names = "--count", paramLabel = "N", description = "How many instances, all or none; default: 1.")
    private int count = 1;

    @Option(names = "--image", paramLabel = "ID", description = "The image; default: ami-firebreak.")
    private String image = "ami-firebreak";

    @Option(
            names = "--client-token",
            paramLabel = "X",
            description = "Makes a repeated launch the same launch; default: the router makes one.")
    private @Nullable String clientToken;

    @Mixin
    private Output output;

    private record Body(
            String instanceType,
            int minCount,
            int maxCount,
            String imageId,
            @Nullable String clientToken) {}

    @Override
    public Integer call() {
        if (count < 1) {
            throw new BadInputException("--count is %d: it must be at least 1".formatted(count));
        }
        JsonCalls.Answer answer =
                caller.router().post("/v1/instances", new Body(type, count, count, image, clientToken));
        if (!answer.isGood()) {
            return Caller.refused(answer, output);
        }
        output.result(
                answer.body(), out -> InstanceTable.print(out, answer.body().path("instances")));
        return ExitCode.DONE;
    }
}
