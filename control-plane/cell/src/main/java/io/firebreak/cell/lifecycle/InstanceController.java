package io.firebreak.cell.lifecycle;

import io.firebreak.cell.access.Caller;
import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.ProblemException;
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

    @GetMapping
    InstancePage list(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        return lists.page(caller, InstanceFilter.of(query));
    }

    @GetMapping("/{id}")
    InstanceView one(Caller caller, @PathVariable String id) {
        return InstanceId.parse(id).flatMap(parsed -> lists.one(caller, parsed)).orElseThrow(() -> notFound(id));
    }

    @GetMapping("/{id}/history")
    HistoryView history(Caller caller, @PathVariable String id) {
        return InstanceId.parse(id)
                .flatMap(parsed -> lists.history(caller, parsed))
                .orElseThrow(() -> notFound(id));
    }

    @DeleteMapping("/{id}")
    InstanceView terminate(Tenant tenant, @PathVariable String id) {
        return act(tenant, id, InstanceEvent.TERMINATE);
    }

    @PostMapping("/{id}:start")
    InstanceView start(Tenant tenant, @PathVariable String id) {
        return act(tenant, id, InstanceEvent.START);
    }

    @PostMapping("/{id}:stop")
    InstanceView stop(Tenant tenant, @PathVariable String id) {
        return act(tenant, id, InstanceEvent.STOP);
    }

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
        return Problem.of(ErrorCode.INSTANCE_NOT_FOUND, "you have no instance '%s' in this cell".formatted(id))
                .asException();
    }
}
