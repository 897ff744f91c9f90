package io.firebreak.cell.access;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells another cell what this one has heard of their common tenants since. A node that has not caught up itself tells what
 * it has, and that it knows no tenant's state: two that start together must not vouch for each other.
 */
@RestController
class NewerTenantsController {
    private final AccessView view;
    private final KeyCatchUp catchUp;

    NewerTenantsController(AccessView view, KeyCatchUp catchUp) {
        this.view = view;
        this.catchUp = catchUp;
    }

    @PostMapping("/internal/v1/tenants/newer")
    NewerTenants.Answer newer(@RequestBody NewerTenants.Question question) {
        if (question.tenants().size() > NewerTenants.LARGEST) {
            throw Problem.of(
                            ErrorCode.INVALID_PARAMETER,
                            "%d tenants in one question; at most %d are accepted"
                                    .formatted(question.tenants().size(), NewerTenants.LARGEST))
                    .asException();
        }
        if (!view.isRead()) {
            throw Problem.of(ErrorCode.UNAVAILABLE, "this node has just started and has not read its tenants yet")
                    .retryAfter(Duration.ofSeconds(1))
                    .asException();
        }
        List<AccessPush.TenantEntry> newer = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (NewerTenants.Known known : question.tenants()) {
            Optional<Tenant> held =
                    TenantId.isValid(known.id()) ? view.tenant(new TenantId(known.id())) : Optional.empty();
            if (held.isEmpty() || !catchUp.isCurrent()) {
                unknown.add(known.id());
            }
            held.filter(known::isOlderThan).map(AccessPush.TenantEntry::of).ifPresent(newer::add);
        }
        return new NewerTenants.Answer(newer, unknown);
    }
}
