package io.firebreak.chaos.gameday;

import java.util.regex.Pattern;

/**
 * The name of a node within its cell: {@code node-1}, {@code node-2} and so on. Anything else is an
 * {@link IllegalArgumentException} that names the value.
 */
public record NodeName(String value) implements Comparable<NodeName> {
    private static final Pattern SHAPE = Pattern.compile("node-([1-9][0-9]{0,3})");

    public NodeName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("node '%s' must match %s".formatted(value, SHAPE));
        }
    }

    /** Its number, from 1. */
    public int number() {
        return Integer.parseInt(value.substring("node-".length()));
    }

    @Override
    public int compareTo(NodeName other) {
        return Integer.compare(number(), other.number());
    }

    @Override
    public String toString() {
        return value;
    }
}
