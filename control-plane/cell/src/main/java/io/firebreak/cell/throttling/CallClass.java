package io.firebreak.cell.throttling;

import io.firebreak.cell.access.TenantLimits;
import io.firebreak.cell.settings.RequestLimitSettings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Calls that share a bucket; EC2 tells launches, other changes, and reads apart in the same way. */
public enum CallClass {
    LAUNCH,
    /** Whatever else changes something. */
    CHANGE,
    /** Reads of one cell. */
    DESCRIBE,
    /** Lists, which every cell of the shard serves. */
    LIST;

    private final String tag = name().toLowerCase(Locale.ROOT);

    static CallClass of(String method, String path) {
        boolean collection = path.equals("/v1/instances");
        return switch (method) {
            case "POST" -> collection ? LAUNCH : CHANGE;
            case "GET", "HEAD", "OPTIONS" -> collection ? LIST : DESCRIBE;
            default -> CHANGE;
        };
    }

    /** What every tenant gets that has no limit of its own. */
    TenantLimits.Rate usual(RequestLimitSettings settings) {
        RequestLimitSettings.Bucket bucket = switch (this) {
            case LAUNCH -> settings.launch();
            case CHANGE -> settings.change();
            case DESCRIBE -> settings.describe();
            case LIST -> settings.list();
        };
        return new TenantLimits.Rate(bucket.rate(), bucket.burst());
    }

    /** A tenant's own limit, if it has one. */
    TenantLimits.@Nullable Rate own(TenantLimits.@Nullable Rates rates) {
        if (rates == null) {
            return null;
        }
        return switch (this) {
            case LAUNCH -> rates.launch();
            case CHANGE -> rates.change();
            case DESCRIBE -> rates.describe();
            case LIST -> rates.list();
        };
    }

    /** Its name in headers, problems and metrics. */
    public String tag() {
        return tag;
    }
}
