package io.firebreak.chaos.region;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a process of the region is. The order is the one in which dead ones are started again: what others need, first. */
public enum ProcessKind {
    NETWORK,
    DATABASE,
    FLEET,
    DIRECTORY,
    ROUTER,
    NODE;

    /** Whether others need it to end in order. */
    boolean isUnderOthers() {
        return this == NETWORK || this == DATABASE;
    }

    @JsonCreator
    static ProcessKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
