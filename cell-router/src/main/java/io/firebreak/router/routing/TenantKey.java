package io.firebreak.router.routing;

import io.firebreak.assigner.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tenant out of {@code Authorization: Bearer fbk_<tenant>_<secret>}. The router checks the shape only, the cell
 * checks the secret, so the secret is not kept here.
 */
public final class TenantKey {
    private static final String SCHEME = "bearer";
    private static final String PREFIX = "fbk_";
    private static final int SHORTEST_SECRET = 20;
    private static final int LONGEST_SECRET = 64;

    private TenantKey() {}

    /**
     * The tenant named by the value of an {@code Authorization} header; nothing when it is missing or has another shape. Every
     * request passes here, so the value is read once, letter by letter.
     */
    public static Optional<TenantId> tenantOf(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        int at = SCHEME.length();
        while (at < authorization.length() && authorization.charAt(at) == ' ') {
            at++;
        }
        if (at == SCHEME.length() || !authorization.startsWith(PREFIX, at)) {
            return Optional.empty();
        }
        int tenant = at + PREFIX.length();
        int end = authorization.indexOf('_', tenant);
        if (end < 0 || !isSecret(authorization, end + 1)) {
            return Optional.empty();
        }
        String name = authorization.substring(tenant, end);
        return TenantId.isValid(name) ? Optional.of(new TenantId(name)) : Optional.empty();
    }

    private static boolean isSecret(String text, int from) {
        int length = text.length() - from;
        if (length < SHORTEST_SECRET || length > LONGEST_SECRET) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
                return false;
            }
        }
        return true;
    }
}
