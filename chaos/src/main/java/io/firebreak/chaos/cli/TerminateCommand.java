package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.JsonCalls;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Terminates instances of a tenant. */
@Command(
        name = "terminate",
        mixinStandardHelpOptions = true,
        description = "Terminates a tenant's instances. Those after a refused one are tried all the same.")
@SuppressWarnings("NullAway.Init")
public final class TerminateCommand implements Callable<Integer> {
    @Mixin
    private Caller caller;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Instances, as i-0003a41b22c90d1e5.")
    private List<String> ids;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        JsonCalls router = caller.router();
        List<String> terminated = new ArrayList<>();
        int code = ExitCode.DONE;
        for (String id : ids) {
            JsonCalls.Answer answer = router.delete("/v1/instances/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
            if (answer.isGood()) {
                terminated.add(id);
            } else {
                output.progress("firebreak: " + id + " was not terminated");
                code = Math.max(code, Caller.refused(answer, output));
            }
        }
        output.result(Map.of("terminated", terminated), out -> terminated.forEach(out::println));
        return code;
    }
}
