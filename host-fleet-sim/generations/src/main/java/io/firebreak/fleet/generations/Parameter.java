package io.firebreak.fleet.generations;

/**
 * A figure of the model and where it comes from.
 *
 * @param value in the unit its name ends with
 * @param source the key of a {@link Source}, or {@value #CHOSEN} where nothing is published
 * @param why what the source says of it, or why this value was chosen
 */
public record Parameter(double value, String source, String why) {
    /** The source of a figure nobody published. */
    public static final String CHOSEN = "chosen";

    public Parameter {
        if (!(value >= 0) || source.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException(
                    "a parameter needs a value of at least 0, a source and a reason, not %s, '%s', '%s'"
                            .formatted(value, source, why));
        }
    }
}
