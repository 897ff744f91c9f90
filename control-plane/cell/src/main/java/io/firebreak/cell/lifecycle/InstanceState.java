package io.firebreak.cell.lifecycle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an instance is in its life; on the wire and in the database {@code shutting-down} for SHUTTING_DOWN. */
public enum InstanceState {
    /** Recorded and placed; its host has not reported it running yet. */
    PENDING,
    RUNNING,
    STOPPING,
    /** Off, and keeping its place on the host: a later start cannot fail for want of room. */
    STOPPED,
    /** To be terminated; its place is not free before the host confirms. */
    SHUTTING_DOWN,
    /** Gone for good, its place free. */
    TERMINATED,
    /** Its host is silent or no longer knows it; its place stays taken. */
    IMPAIRED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static InstanceState ofWire(String wire) {
        return parse(wire).orElseThrow(() -> new IllegalArgumentException("there is no state '" + wire + "'"));
    }

    static Optional<InstanceState> parse(String wire) {
        return Arrays.stream(values())
                .filter(state -> state.wire().equals(wire))
                .findFirst();
    }
}
