package io.firebreak.chaos.region;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a tenant is mapped to. All three run the same programs on the same number of nodes and hosts. */
public enum Architecture {
    /** Every tenant on the one cluster: all nodes over one database and one fleet. */
    REGIONAL,
    /** Every tenant on one cell of many. */
    CELLULAR,
    /** Every tenant on a shuffle shard: some cells of many. */
    SHUFFLE;

    /**
     * Reads the lower-case name used in files, options and answers.
     *
     * @throws IllegalArgumentException naming the value and what is accepted
     */
    @JsonCreator
    public static Architecture of(String name) {
        return Arrays.stream(values())
                .filter(architecture -> architecture.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "architecture is '%s': it must be one of %s".formatted(name, accepted())));
    }

    private static String accepted() {
        return Arrays.stream(values()).map(Architecture::toString).collect(Collectors.joining(", "));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
