package io.firebreak.chaos.gameday;

import java.util.regex.Pattern;

/**
 * The name of a rack within its cell: {@code rack-1}, {@code rack-2} and so on, zone by zone. Anything else is an
 * {@link IllegalArgumentException} that names the value.
 */
public record RackName(String value) implements Comparable<RackName> {
    private static final Pattern SHAPE = Pattern.compile("rack-([1-9][0-9]{0,3})");

    public RackName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("rack '%s' must match %s".formatted(value, SHAPE));
        }
    }

    /** The one with this number, from 1. */
    public static RackName of(int number) {
        return new RackName("rack-" + number);
    }

    /** Its number, from 1. */
    public int number() {
        return Integer.parseInt(value.substring("rack-".length()));
    }

    @Override
    public int compareTo(RackName other) {
        return Integer.compare(number(), other.number());
    }

    @Override
    public String toString() {
        return value;
    }
}
