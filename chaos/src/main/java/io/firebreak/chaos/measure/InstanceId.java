package io.firebreak.chaos.measure;

import io.firebreak.assigner.CellId;
import java.util.regex.Pattern;

/**
 * The id of an instance: {@code i-}, four hex digits of its owner cell's number, thirteen random ones. Anything else is an
 * {@link IllegalArgumentException} that names the value.
 */
public record InstanceId(String value) {
    private static final Pattern SHAPE = Pattern.compile("i-[0-9a-f]{17}");
    private static final int HEX = 16;

    public InstanceId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("instance '%s' must match %s".formatted(value, SHAPE));
        }
    }

    /** The cell that holds it. */
    public CellId cell() {
        return new CellId("cell-" + Integer.parseInt(value.substring(2, 6), HEX));
    }

    @Override
    public String toString() {
        return value;
    }
}
