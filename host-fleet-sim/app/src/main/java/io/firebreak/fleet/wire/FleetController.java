package io.firebreak.fleet.wire;

import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.CommandResult;
import io.firebreak.fleet.api.CommandResults;
import io.firebreak.fleet.api.FenceConfirmation;
import io.firebreak.fleet.api.FenceOrder;
import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.HostInventory;
import io.firebreak.fleet.nitro.HostId;
import io.firebreak.fleet.sim.Fleet;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a cell can ask of its fleet. */
@RestController
@RequestMapping("/fleet/v1")
class FleetController {
    private final Fleet fleet;
    private final MeterRegistry meters;

    FleetController(Fleet fleet, MeterRegistry meters) {
        this.fleet = fleet;
        this.meters = meters;
    }

    @GetMapping("/hosts")
    HostInventory hosts() {
        return fleet.inventory();
    }

    @PostMapping("/commands")
    CommandResults commands(@RequestBody CommandBatch batch) {
        return switch (BatchReading.of(batch)) {
            case BatchReading.TooLarge(int commands) ->
                throw new RefusedRequestException(
                        FleetProblem.BATCH_TOO_LARGE,
                        "A batch has at most %d commands, this one has %d: split it"
                                .formatted(CommandBatch.LARGEST, commands));
            case BatchReading.Invalid(List<String> mistakes) ->
                throw new RefusedRequestException(
                        FleetProblem.INVALID_COMMAND, "Nothing was done. " + String.join("; ", mistakes));
            case BatchReading.Valid(var orders) -> answer(batch.commands(), fleet.carryOut(orders));
        };
    }

    @GetMapping("/report")
    FleetReport report(
            @RequestParam(required = false) @Nullable String incarnation,
            @RequestParam(required = false) @Nullable Long since) {
        return fleet.report(incarnation, since);
    }

    @PostMapping("/fences")
    FenceConfirmation fence(@RequestBody FenceOrder order) {
        List<String> named = order.hosts();
        if (named.isEmpty() || named.size() > FenceOrder.LARGEST) {
            throw invalidFence(
                    "A fence is for 1 to %d hosts, this one names %d".formatted(FenceOrder.LARGEST, named.size()));
        }
        named.stream().filter(String::isBlank).findFirst().ifPresent(_ -> {
            throw invalidFence("A host's name is blank");
        });
        List<String> fenced = fleet.fence(named.stream().map(HostId::new).toList()).stream()
                .map(HostId::value)
                .toList();
        meters.counter("firebreak.fleet.fences").increment(fenced.size());
        return new FenceConfirmation(
                fenced, named.stream().filter(host -> !fenced.contains(host)).toList());
    }

    private static RefusedRequestException invalidFence(String why) {
        return new RefusedRequestException(FleetProblem.INVALID_FENCE, "Nothing was done. " + why);
    }

    private CommandResults answer(List<HostCommand> commands, List<CommandOutcome> outcomes) {
        List<CommandResult> results = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            HostCommand command = commands.get(i);
            CommandOutcome outcome = outcomes.get(i);
            results.add(new CommandResult(command.host(), command.instance(), command.generation(), outcome));
            meters.counter("firebreak.fleet.commands", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .increment();
        }
        return new CommandResults(results);
    }
}
