package io.firebreak.cell.lifecycle;

import io.firebreak.cell.access.Caller;
import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.ProblemException;
import io.firebreak.cell.edge.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.util.Locale;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calls on instances that exist. Another tenant's instance is the same as none. */
@RestController
@RequestMapping("/v1/instances")
class InstanceController {
    private final InstanceLists lists;
    private final InstanceActions actions;

    InstanceController(InstanceLists lists, InstanceActions actions) {
        this.lists = lists;
        this.actions = actions;
    }

    @Operation(operationId = "listInstances", summary = "Lists your instances, oldest first")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "one of the states; several mean any of them",
            example = "running")
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "an instance type; several mean any of them",
            example = "c5.large")
    @Parameter(
            name = "zone",
            in = ParameterIn.QUERY,
            description = "a zone; several mean any of them",
            example = "zone-1")
    @Parameter(
            name = "id",
            in = ParameterIn.QUERY,
            description = "an instance id; several mean any of them, at most 100",
            example = "i-0003a41b22c90d1e5")
    @Parameter(
            name = "tag.team",
            in = ParameterIn.QUERY,
            description = "tag.<key>=<value>: instances with this tag; several mean all of them",
            example = "red")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "instances of a page, 1 to 1,000; 100 by default",
            example = "100")
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "nextCursor of the page before",
            example = "MTc2ODQ3MTIwMDEyMzQ1NjppLTAwMDNhNDFiMjJjOTBkMWU1")
    @Problems({ErrorCode.INVALID_PARAMETER})
    @GetMapping
    InstancePage list(Caller caller, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        return lists.page(caller, InstanceFilter.of(query));
    }

    @Operation(operationId = "describeInstance", summary = "Describes one instance")
    @Problems({ErrorCode.INSTANCE_NOT_FOUND})
    @GetMapping("/{id}")
    InstanceView one(Caller caller, @PathVariable String id) {
        return InstanceId.parse(id).flatMap(parsed -> lists.one(caller, parsed)).orElseThrow(() -> notFound(id));
    }

    @Operation(operationId = "describeInstanceHistory", summary = "Tells when and why an instance changed its state")
    @Problems({ErrorCode.INSTANCE_NOT_FOUND})
    @GetMapping("/{id}/history")
    HistoryView history(Caller caller, @PathVariable String id) {
        return InstanceId.parse(id)
                .flatMap(parsed -> lists.history(caller, parsed))
                .orElseThrow(() -> notFound(id));
    }

    @Operation(operationId = "terminateInstance", summary = "Terminates an instance; the second time changes nothing")
    @Problems({ErrorCode.INSTANCE_NOT_FOUND, ErrorCode.FORBIDDEN})
    @DeleteMapping("/{id}")
    InstanceView terminate(Tenant tenant, @PathVariable String id) {
        return act(tenant, id, InstanceEvent.TERMINATE);
    }

    @Operation(operationId = "startInstance", summary = "Starts a stopped instance")
    @Problems({ErrorCode.INSTANCE_NOT_FOUND, ErrorCode.INCORRECT_INSTANCE_STATE, ErrorCode.FORBIDDEN})
    @PostMapping("/{id}:start")
    InstanceView start(Tenant tenant, @PathVariable String id) {
        return act(tenant, id, InstanceEvent.START);
    }

    @Operation(operationId = "stopInstance", summary = "Stops an instance, which keeps its place on its host")
    @Problems({ErrorCode.INSTANCE_NOT_FOUND, ErrorCode.INCORRECT_INSTANCE_STATE, ErrorCode.FORBIDDEN})
    @PostMapping("/{id}:stop")
    InstanceView stop(Tenant tenant, @PathVariable String id) {
        return act(tenant, id, InstanceEvent.STOP);
    }

    @Operation(operationId = "rebootInstance", summary = "Reboots a running instance")
    @Problems({ErrorCode.INSTANCE_NOT_FOUND, ErrorCode.INCORRECT_INSTANCE_STATE, ErrorCode.FORBIDDEN})
    @PostMapping("/{id}:reboot")
    InstanceView reboot(Tenant tenant, @PathVariable String id) {
        return act(tenant, id, InstanceEvent.REBOOT);
    }

    private InstanceView act(Tenant tenant, String id, InstanceEvent wish) {
        InstanceId instance = InstanceId.parse(id).orElseThrow(() -> notFound(id));
        return switch (actions.act(tenant.id(), instance, wish)) {
            case ActionOutcome.Done(InstanceView view) -> view;
            case ActionOutcome.NotFound _ -> throw notFound(id);
            case ActionOutcome.Refused(InstanceState state) ->
                throw Problem.of(
                                ErrorCode.INCORRECT_INSTANCE_STATE,
                                "instance %s is %s, which does not allow %s"
                                        .formatted(id, state.wire(), wish.name().toLowerCase(Locale.ROOT)))
                        .asException();
        };
    }

    private static ProblemException notFound(String id) {
        return Problem.of(
                        ErrorCode.INSTANCE_NOT_FOUND,
                        "you have no instance '%s' in this cell".formatted(Problem.shown(id)))
                .asException();
    }
}
