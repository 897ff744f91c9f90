package io.firebreak.directory.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firebreak.assigner.TenantId;
import io.firebreak.directory.access.Requires;
import io.firebreak.directory.access.Role;
import io.firebreak.directory.audit.AuditSubjects;
import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import io.firebreak.directory.tenants.KeyChange;
import io.firebreak.directory.tenants.KeyEntry;
import io.firebreak.directory.tenants.KeyRing;
import io.firebreak.directory.tenants.Spread;
import io.firebreak.directory.tenants.Spreading;
import io.firebreak.directory.tenants.TenantKey;
import io.firebreak.directory.tenants.TenantKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys of one tenant. Every answer names the cells that hold the change and those that have yet to say so. */
@RestController
@RequestMapping("/admin/v1/tenants")
class KeysEndpoint {
    /** What the region promises of a revocation; a cell that has not confirmed by then is named. */
    static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(5);

    private final TenantKeys keys;
    private final Spreading spreading;

    KeysEndpoint(TenantKeys keys, Spreading spreading) {
        this.keys = keys;
        this.spreading = spreading;
    }

    @GetMapping("/{id}/keys")
    KeysAnswer all(@PathVariable String id) {
        TenantId tenant = TenantIds.parse(id);
        KeyRing ring = keys.of(tenant).orElseThrow(() -> TenantIds.unknown(tenant));
        Spread spread = spreading.of(tenant, ring.version());
        return new KeysAnswer(
                tenant.value(),
                ring.keys().isEmpty(),
                ring.keys().stream().map(KeyAnswer::of).toList(),
                SpreadAnswer.names(spread.confirmed()),
                SpreadAnswer.names(spread.unconfirmed()));
    }

    /** Makes one more key. This answer is the only place where it is seen. */
    @PostMapping("/{id}/keys")
    @ResponseStatus(HttpStatus.CREATED)
    AddedAnswer add(@PathVariable String id) throws InterruptedException {
        TenantId tenant = TenantIds.parse(id);
        return switch (keys.add(tenant)) {
            case KeyChange.Added(TenantKey key, KeyEntry entry, KeyRing now) -> {
                AuditSubjects.are(List.of(entry.id()));
                Spread spread = spreading.await(tenant, now.version(), CONFIRMED_WITHIN);
                yield new AddedAnswer(
                        tenant.value(),
                        entry.id(),
                        key.value(),
                        entry.createdAt(),
                        SpreadAnswer.names(spread.confirmed()),
                        SpreadAnswer.names(spread.unconfirmed()));
            }
            case KeyChange other -> throw refusal(tenant, "", other);
        };
    }

    /** Revokes one key: 200 when all cells have confirmed it, 202 when some have not within 5 s. */
    @Requires(Role.OPERATOR)
    @DeleteMapping("/{id}/keys/{keyId}")
    ResponseEntity<SpreadAnswer> revoke(@PathVariable String id, @PathVariable String keyId)
            throws InterruptedException {
        TenantId tenant = TenantIds.parse(id);
        return whenConfirmed(tenant, keyId, keys.revoke(tenant, keyId));
    }

    /** Revokes all keys: 200 when all cells have confirmed it, 202 when some have not within 5 s. */
    @Requires(Role.OPERATOR)
    @PostMapping("/{id}:revoke")
    ResponseEntity<SpreadAnswer> revokeAll(@PathVariable String id) throws InterruptedException {
        TenantId tenant = TenantIds.parse(id);
        return whenConfirmed(tenant, "", keys.revokeAll(tenant));
    }

    private ResponseEntity<SpreadAnswer> whenConfirmed(TenantId tenant, String keyId, KeyChange change)
            throws InterruptedException {
        return switch (change) {
            case KeyChange.Revoked(KeyRing now) ->
                SpreadAnswer.of(tenant, null, spreading.await(tenant, now.version(), CONFIRMED_WITHIN));
            case KeyChange other -> throw refusal(tenant, keyId, other);
        };
    }

    private static Refusal refusal(TenantId tenant, String keyId, KeyChange change) {
        return switch (change) {
            case KeyChange.NoSuchTenant() -> TenantIds.unknown(tenant);
            case KeyChange.NoSuchKey() ->
                new Refusal(
                        ErrorCode.NOT_FOUND,
                        "tenant '%s' has no valid key '%s'; GET its keys for their names".formatted(tenant, keyId));
            case KeyChange.Full() ->
                new Refusal(
                        ErrorCode.TOO_MANY_KEYS,
                        "tenant '%s' has %d keys already; revoke one first".formatted(tenant, KeyRing.MOST_KEYS));
            case KeyChange.Added _, KeyChange.Revoked _ -> throw new IllegalStateException("that is no refusal");
        };
    }

    record KeysAnswer(
            String tenant, boolean revoked, List<KeyAnswer> keys, List<String> confirmed, List<String> unconfirmed) {}

    /**
     * A key that is valid.
     *
     * @param createdAt left out of a key from before that was recorded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyAnswer(String keyId, @Nullable Instant createdAt) {
        static KeyAnswer of(KeyEntry key) {
            return new KeyAnswer(key.id(), key.createdAt());
        }
    }

    record AddedAnswer(
            String tenant,
            String keyId,
            String key,
            @Nullable Instant createdAt,
            List<String> confirmed,
            List<String> unconfirmed) {
        @Override
        public String toString() {
            return "AddedAnswer[tenant=%s, keyId=%s]".formatted(tenant, keyId);
        }
    }
}
