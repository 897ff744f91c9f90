package io.firebreak.cell.group;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the instances of a placement group stand to each other. */
public enum Strategy {
    /** All on one rack. */
    CLUSTER,
    /** At most one on a rack. */
    SPREAD,
    /** In partitions that share no rack. */
    PARTITION;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Strategy> parse(String text) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.wire().equals(text))
                .findFirst();
    }
}
