package io.firebreak.chaos.region;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a region as a whole stands. */
enum RegionPhase {
    /** Processes come up. */
    STARTING,
    /** All processes are up; cells and tenants are being enrolled. */
    ENROLLING,
    /** Every tenant is served. */
    READY,
    /** It did not come up; its processes were stopped. */
    FAILED;

    @JsonCreator
    static RegionPhase of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
