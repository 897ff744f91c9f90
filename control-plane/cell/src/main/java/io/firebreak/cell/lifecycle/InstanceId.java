package io.firebreak.cell.lifecycle;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names an instance: {@code i-}, its owner cell's number in 4 hex digits, 13 random ones. */
public record InstanceId(String value) {
    private static final Pattern SHAPE = Pattern.compile("i-[0-9a-f]{17}");
    private static final int CELL_DIGITS = 4;
    private static final int RANDOM_DIGITS = 13;

    public InstanceId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("instance '%s' must match %s".formatted(value, SHAPE));
        }
    }

    /** A new id of a cell; 52 random bits make two equal ones in one cell too rare to plan for beyond the unique key. */
    public static InstanceId draw(int cellNumber, RandomGenerator random) {
        HexFormat hex = HexFormat.of();
        return new InstanceId(
                "i-" + hex.toHexDigits(cellNumber, CELL_DIGITS) + hex.toHexDigits(random.nextLong(), RANDOM_DIGITS));
    }

    /** The id a text from outside may stand for. */
    public static Optional<InstanceId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new InstanceId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
