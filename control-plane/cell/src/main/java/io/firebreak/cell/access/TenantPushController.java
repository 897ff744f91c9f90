package io.firebreak.cell.access;

import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes what the directory says of tenants and cells. Confirms only what is committed. */
@RestController
class TenantPushController {
    private final AccessStore store;
    private final AccessView view;

    TenantPushController(AccessStore store, AccessView view) {
        this.store = store;
        this.view = view;
    }

    /** @param keysVersion of what is held now, which may be newer than what came; null when the directory counts none */
    record Confirmed(String id, long epoch, @Nullable Long keysVersion) {
        static Confirmed of(Tenant stored) {
            return new Confirmed(
                    stored.id().value(), stored.epoch(), stored.keysVersion() == 0 ? null : stored.keysVersion());
        }
    }

    record Confirmation(List<Confirmed> confirmed) {}

    @PutMapping("/internal/v1/tenants")
    Confirmation push(@RequestBody AccessPush push) {
        List<PeerCell> peers;
        List<Tenant> tenants;
        try {
            peers = push.peers();
            tenants = push.allTenants();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Problem.of(ErrorCode.INVALID_PARAMETER, "an entry is not valid: " + e.getMessage())
                    .asException();
        }
        if (tenants.size() > AccessPush.LARGEST) {
            throw Problem.of(
                            ErrorCode.INVALID_PARAMETER,
                            "%d tenants in one push; at most %d are accepted"
                                    .formatted(tenants.size(), AccessPush.LARGEST))
                    .asException();
        }
        store.record(peers, push.peersVersion(), tenants);
        view.refresh();
        return new Confirmation(tenants.stream()
                .flatMap(tenant -> view.tenant(tenant.id()).stream())
                .map(Confirmed::of)
                .toList());
    }
}
