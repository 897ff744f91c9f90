package io.firebreak.cell.access;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.settings.CellSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells who calls from the {@code Authorization} header. An unknown tenant, a wrong secret and no key at all get the
 * same answer for about the same work, so a guess learns nothing. A refusal is final for a client, so a node that cannot
 * know better yet asks to come back instead.
 */
@Component
class Authenticator {
    private static final String SCHEME = "Bearer ";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Pattern TENANT_KEY = Pattern.compile("fbk_([a-z0-9-]{1,40})_[A-Za-z0-9]{20,64}");
    /** The longest header worth hashing: scheme, the longest tenant key, and room for an operator key. */
    private static final int LONGEST = 256;
    /** Stands in for the key of a tenant that does not exist; nobody has a key of this hash. */
    private static final KeyHash NOBODY = KeyHash.ofHex("00".repeat(32));

    private final AccessView access;
    private final KeyHash operator;

    Authenticator(AccessView access, CellSettings settings) {
        this.access = access;
        this.operator = settings.operatorKeyHash() == null ? NOBODY : KeyHash.ofHex(settings.operatorKeyHash());
    }

    /**
     * The caller; throws the problem UNAUTHENTICATED if there is no valid key, UNAVAILABLE before the tenants have been
     * read for the first time, and EPOCH_AHEAD for a tenant that only the router has heard of.
     *
     * @param routed whether the request names an epoch: then its tenant stands in a router's table
     */
    Caller authenticate(@Nullable String authorization, boolean routed) {
        if (!access.isLoaded()) {
            throw Problem.of(ErrorCode.UNAVAILABLE, "this node has just started and has not read its tenants yet")
                    .retryAfter(SOON)
                    .asException();
        }
        if (authorization == null || !authorization.startsWith(SCHEME) || authorization.length() > LONGEST) {
            throw refusal().asException();
        }
        String key = authorization.substring(SCHEME.length());
        KeyHash shown = KeyHash.ofKey(key);
        if (operator.matches(shown)) {
            return new Caller.Operator();
        }
        Matcher parts = TENANT_KEY.matcher(key);
        Optional<Tenant> tenant = parts.matches() ? access.tenant(new TenantId(parts.group(1))) : Optional.empty();
        if (routed && parts.matches() && tenant.isEmpty()) {
            throw Problem.of(
                            ErrorCode.EPOCH_AHEAD,
                            "this cell has not heard of the tenant '%s' yet".formatted(parts.group(1)))
                    .retryAfter(SOON)
                    .asException();
        }
        boolean right = isKeyOf(tenant, shown);
        return tenant.filter(known -> right && !known.revoked())
                .<Caller>map(Caller.OfTenant::new)
                .orElseThrow(() -> refusal().asException());
    }

    /** Compares with as many hashes whoever the tenant is and whichever of its keys it was, to the end. */
    private static boolean isKeyOf(Optional<Tenant> tenant, KeyHash shown) {
        List<KeyHash> held = tenant.map(Tenant::keyHashes).orElse(List.of());
        boolean right = false;
        for (int slot = 0; slot < Tenant.MOST_KEYS; slot++) {
            right |= (slot < held.size() ? held.get(slot) : NOBODY).matches(shown);
        }
        return right;
    }

    private static Problem refusal() {
        return Problem.of(
                ErrorCode.UNAUTHENTICATED,
                "the Authorization header must be 'Bearer fbk_<tenant>_<secret>' with a key that is valid here");
    }
}
