package io.firebreak.chaos.gameday;

import java.util.regex.Pattern;

/**
 * The name of a zone of a region: {@code zone-1}, {@code zone-2} and so on. Anything else is an
 * {@link IllegalArgumentException} that names the value.
 */
public record ZoneName(String value) implements Comparable<ZoneName> {
    private static final Pattern SHAPE = Pattern.compile("zone-([1-9][0-9]{0,3})");

    public ZoneName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("zone '%s' must match %s".formatted(value, SHAPE));
        }
    }

    /** The one with this number, from 1. */
    public static ZoneName of(int number) {
        return new ZoneName("zone-" + number);
    }

    /** Its number, from 1. */
    public int number() {
        return Integer.parseInt(value.substring("zone-".length()));
    }

    @Override
    public int compareTo(ZoneName other) {
        return Integer.compare(number(), other.number());
    }

    @Override
    public String toString() {
        return value;
    }
}
