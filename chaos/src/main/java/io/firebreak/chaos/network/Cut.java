package io.firebreak.chaos.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a link is cut, as a game day file names it. */
public enum Cut {
    /** Connections are accepted and stay open, and nothing passes before the end; then all that waited does. */
    BLACK_HOLE("black-hole"),
    /** Nobody listens, and the connections that stand are reset. */
    REFUSE("refuse"),
    /** Whoever connects believes that the connection is open; its other end is gone, and does not come back. */
    HALF_OPEN("half-open"),
    /** Every connection is reset, those that stand and each new one. */
    RESET("reset");

    private final String label;

    Cut(String label) {
        this.label = label;
    }

    public static Optional<Cut> of(String label) {
        return Arrays.stream(values()).filter(cut -> cut.label.equals(label)).findFirst();
    }

    /** All names, for messages. */
    public static String accepted() {
        return Arrays.stream(values()).map(Cut::toString).collect(Collectors.joining(", "));
    }

    /** What a wire does that is cut like this. */
    public Toxics toxics() {
        return switch (this) {
            case BLACK_HOLE -> Toxics.blackHole();
            case REFUSE -> Toxics.refuse();
            case HALF_OPEN -> Toxics.halfOpen();
            case RESET -> Toxics.reset(1);
        };
    }

    @Override
    public String toString() {
        return label;
    }
}
