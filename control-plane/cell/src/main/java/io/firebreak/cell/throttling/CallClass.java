package io.firebreak.cell.throttling;

import io.firebreak.cell.settings.RequestLimitSettings;
import java.util.Locale;

/** Calls that share a bucket; EC2 tells launches, other changes, and reads apart in the same way. */
enum CallClass {
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

    RequestLimitSettings.Bucket bucket(RequestLimitSettings settings) {
        return switch (this) {
            case LAUNCH -> settings.launch();
            case CHANGE -> settings.change();
            case DESCRIBE -> settings.describe();
            case LIST -> settings.list();
        };
    }

    /** Its name in headers, problems and metrics. */
    String tag() {
        return tag;
    }
}
