package io.firebreak.router.routing;

import io.firebreak.assigner.TenantId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tenant out of {@code Authorization: Bearer fbk_<tenant>_<secret>}. The router checks the shape only, the cell
 * checks the secret, so the secret is not kept here.
 */
public final class TenantKey {
    private static final Pattern SHAPE = Pattern.compile("(?i:bearer) +fbk_([a-z0-9-]{1,40})_[A-Za-z0-9]{20,64}");

    private TenantKey() {}

    /** The tenant named by the value of an {@code Authorization} header; nothing when it is missing or has another shape. */
    public static Optional<TenantId> tenantOf(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        Matcher matcher = SHAPE.matcher(authorization);
        if (!matcher.matches() || !TenantId.isValid(matcher.group(1))) {
            return Optional.empty();
        }
        return Optional.of(new TenantId(matcher.group(1)));
    }
}
