package io.firebreak.assigner;

import java.util.regex.Pattern;

/**
 * The name of a cell: 1 to 40 characters of {@code a-z}, {@code 0-9} and {@code -}. The order is that of the
 * name before its last digits, then of those digits as a number, so {@code cell-2} stands before {@code cell-10}.
 * Anything else is an {@link IllegalArgumentException} that names the value.
 */
public record CellId(String value) implements Comparable<CellId> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,40}");

    public CellId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("cell '%s' must match %s".formatted(value, SHAPE));
        }
    }

    @Override
    public int compareTo(CellId other) {
        int mine = prefixLength();
        int theirs = other.prefixLength();
        int byPrefix = value.substring(0, mine).compareTo(other.value.substring(0, theirs));
        if (byPrefix != 0) {
            return byPrefix;
        }
        int byDigits = Integer.compare(value.length() - mine, other.value.length() - theirs);
        return byDigits != 0 ? byDigits : value.compareTo(other.value);
    }

    private int prefixLength() {
        int end = value.length();
        while (end > 0 && Character.isDigit(value.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    @Override
    public String toString() {
        return value;
    }
}
