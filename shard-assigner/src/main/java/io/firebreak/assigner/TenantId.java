package io.firebreak.assigner;

/**
 * The name of a tenant: 1 to 40 characters of {@code a-z}, {@code 0-9} and {@code -}, as it stands in the tenant's key.
 * Anything else is an {@link IllegalArgumentException} that names the value.
 */
public record TenantId(String value) implements Comparable<TenantId> {
    private static final String SHAPE = "[a-z0-9-]{1,40}";
    private static final int LONGEST = 40;

    public TenantId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("tenant '%s' must match %s".formatted(value, SHAPE));
        }
    }

    /** Tells whether a text from outside would be accepted, without the cost of an exception. */
    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                return false;
            }
        }
        return true;
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
