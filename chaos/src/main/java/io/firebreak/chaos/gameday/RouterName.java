package io.firebreak.chaos.gameday;

import java.util.regex.Pattern;

/**
 * The name of a router of a region: {@code router-1}, {@code router-2} and so on. Anything else is an
 * {@link IllegalArgumentException} that names the value.
 */
public record RouterName(String value) implements Comparable<RouterName> {
    private static final Pattern SHAPE = Pattern.compile("router-([1-9][0-9]{0,3})");

    public RouterName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("router '%s' must match %s".formatted(value, SHAPE));
        }
    }

    /** Its number, from 1. */
    public int number() {
        return Integer.parseInt(value.substring("router-".length()));
    }

    @Override
    public int compareTo(RouterName other) {
        return Integer.compare(number(), other.number());
    }

    @Override
    public String toString() {
        return value;
    }
}
