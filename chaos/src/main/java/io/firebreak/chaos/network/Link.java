package io.firebreak.chaos.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The connections of a cell that are broken together, as a game day file names them. */
public enum Link {
    /** To its nodes, from routers, the directory and other cells. */
    ROUTERS("routers"),
    /** From its nodes to its PostgreSQL. */
    DATABASE("database"),
    /** From its nodes to its fleet. */
    FLEET("fleet");

    private final String label;

    Link(String label) {
        this.label = label;
    }

    public static Optional<Link> of(String label) {
        return Arrays.stream(values()).filter(link -> link.label.equals(label)).findFirst();
    }

    /** All names, for messages. */
    public static String accepted() {
        return Arrays.stream(values()).map(Link::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return label;
    }
}
