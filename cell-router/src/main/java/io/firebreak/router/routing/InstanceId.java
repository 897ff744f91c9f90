package io.firebreak.router.routing;

import java.util.Optional;

/** An instance's id: {@code i-}, 4 hex digits of its owner cell's number, 13 more: the owner of any id is known without a lookup. */
public record InstanceId(String value) {
    private static final String SHAPE = "i-[0-9a-f]{17}";
    private static final int LENGTH = 19;
    private static final int CELL_FROM = 2;
    private static final int CELL_TO = 6;

    public InstanceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("instance id '%s' must match %s".formatted(value, SHAPE));
        }
    }

    /** The id, or nothing when the text has another shape. */
    public static Optional<InstanceId> parse(String text) {
        return isValid(text) ? Optional.of(new InstanceId(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        if (text.length() != LENGTH || !text.startsWith("i-")) {
            return false;
        }
        for (int i = 2; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    /** The number of the cell that holds it, 0 to 65,535. */
    public int cellNumber() {
        return Integer.parseInt(value, CELL_FROM, CELL_TO, 16);
    }

    @Override
    public String toString() {
        return value;
    }
}
