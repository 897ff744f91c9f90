package io.firebreak.assigner;

import java.util.regex.Pattern;

/**
 * The name of a tenant: 1 to 40 characters of {@code a-z}, {@code 0-9} and {@code -}, as it stands in the tenant's key.
 * Anything else is an {@link IllegalArgumentException} that names the value.
 */
public record TenantId(String value) implements Comparable<TenantId> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,40}");

    public TenantId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("tenant '%s' must match %s".formatted(value, SHAPE));
        }
    }

    /** Tells whether a text from outside would be accepted, without the cost of an exception. */
    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
