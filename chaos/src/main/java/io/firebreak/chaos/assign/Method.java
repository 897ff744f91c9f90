package io.firebreak.chaos.assign;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How shards are chosen. */
enum Method {
    RENDEZVOUS,
    SHUFFLE,
    DESIGN,
    SEARCH;

    /**
     * Reads the lower-case name.
     *
     * @throws IllegalArgumentException naming the value and what is accepted
     */
    static Method of(String name) {
        return Arrays.stream(values())
                .filter(method -> method.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("method is '%s': it must be one of %s"
                        .formatted(
                                name,
                                Arrays.stream(values()).map(Method::toString).collect(Collectors.joining(", ")))));
    }

    /** Tells whether a greatest overlap can be asked for. */
    boolean boundsOverlap() {
        return this == DESIGN || this == SEARCH;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
