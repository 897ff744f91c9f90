package io.firebreak.directory.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.directory.assignment.Assignment;
import io.firebreak.directory.audit.AuditSubjects;
import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import io.firebreak.directory.tenants.Activation;
import io.firebreak.directory.tenants.CreatedTenant;
import io.firebreak.directory.tenants.TenantCreation;
import io.firebreak.directory.tenants.TenantRecord;
import io.firebreak.directory.tenants.TenantState;
import io.firebreak.directory.tenants.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/v1/tenants}. */
@RestController
@RequestMapping("/admin/v1/tenants")
class TenantsEndpoint {
    private static final Duration ACTIVE_WITHIN = Duration.ofSeconds(20);

    private final Tenants tenants;
    private final Activation activation;

    TenantsEndpoint(Tenants tenants, Activation activation) {
        this.tenants = tenants;
        this.activation = activation;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TenantsAnswer create(@RequestBody TenantsForm form) throws InterruptedException {
        return switch (tenants.create(form.drafts())) {
            case TenantCreation.Created(List<CreatedTenant> created) -> {
                AuditSubjects.are(
                        created.stream().map(tenant -> tenant.id().value()).toList());
                yield whenActive(created);
            }
            case TenantCreation.AlreadyKnown(TenantId known) ->
                throw new Refusal(
                        ErrorCode.TENANT_EXISTS, "tenant '%s' exists already; nothing was changed".formatted(known));
            case TenantCreation.Unassignable(Assignment.Impossible reason) -> throw unassignable(reason);
        };
    }

    @GetMapping
    TenantsAnswer all() {
        return new TenantsAnswer(tenants.all().stream().map(TenantAnswer::of).toList());
    }

    private TenantsAnswer whenActive(List<CreatedTenant> created) throws InterruptedException {
        Set<TenantId> pending =
                activation.await(created.stream().map(CreatedTenant::id).toList(), ACTIVE_WITHIN);
        return new TenantsAnswer(created.stream()
                .map(tenant -> TenantAnswer.of(
                        tenant, pending.contains(tenant.id()) ? TenantState.PENDING : TenantState.ACTIVE))
                .toList());
    }

    private static Refusal unassignable(Assignment.Impossible reason) {
        return switch (reason) {
            case Assignment.NoActiveCell none ->
                new Refusal(ErrorCode.NO_ACTIVE_CELL, "no cell is active; register one, then create tenants");
            case Assignment.TooFewCells(int shardSize, int activeCells) ->
                new Refusal(
                        ErrorCode.TOO_FEW_CELLS,
                        "shard size %d must be 1 to %d, the number of active cells".formatted(shardSize, activeCells));
        };
    }

    record TenantsAnswer(List<TenantAnswer> tenants) {}

    /** @param key only in the answer to the creation */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TenantAnswer(String id, @Nullable String key, long epoch, List<String> cells, String state) {
        static TenantAnswer of(CreatedTenant tenant, TenantState state) {
            return new TenantAnswer(
                    tenant.id().value(), tenant.key().value(), tenant.epoch(), names(tenant.shard()), state.wireName());
        }

        static TenantAnswer of(TenantRecord tenant) {
            return new TenantAnswer(
                    tenant.id().value(),
                    null,
                    tenant.epoch(),
                    names(tenant.shard()),
                    tenant.state().wireName());
        }

        private static List<String> names(Shard shard) {
            return shard.cells().stream().map(CellId::value).toList();
        }

        @Override
        public String toString() {
            return "TenantAnswer[id=%s, state=%s]".formatted(id, state);
        }
    }
}
