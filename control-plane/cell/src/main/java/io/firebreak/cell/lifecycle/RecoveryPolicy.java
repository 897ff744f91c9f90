package io.firebreak.cell.lifecycle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a running instance whose host is lost for good, as its tenant chose at launch. */
public enum RecoveryPolicy {
    /** It is terminated. */
    NONE,
    /** It keeps its id and address and boots from its image on another host; what its local disks held is lost. */
    RESTART;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static RecoveryPolicy ofWire(String wire) {
        return parse(wire).orElseThrow(() -> new IllegalArgumentException("there is no recovery '" + wire + "'"));
    }

    public static Optional<RecoveryPolicy> parse(String wire) {
        return Arrays.stream(values())
                .filter(policy -> policy.wire().equals(wire))
                .findFirst();
    }
}
