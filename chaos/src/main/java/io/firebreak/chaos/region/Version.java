package io.firebreak.chaos.region;

import java.util.Map;

/**
 * What a process is started as: as planned, or with some settings on top of its own.
 *
 * @param settings of {@code firebreak.chaos.*}, by their full names; anything else is an {@link IllegalArgumentException}
 */
record Version(Map<String, String> settings) {
    /** What a process is as long as nothing else was deployed. */
    static final Version PLANNED = new Version(Map.of());

    /** Nobody can make a node forget a promise, a secret or its place in the region by deploying it. */
    private static final String ALLOWED = "firebreak.chaos.";

    /** Enough for every setting there is. */
    private static final int MOST_SETTINGS = 16;

    Version {
        settings = Map.copyOf(settings);
        if (settings.size() > MOST_SETTINGS) {
            throw new IllegalArgumentException(
                    "%d settings are deployed at once; accepted: %d".formatted(settings.size(), MOST_SETTINGS));
        }
        settings.keySet().stream()
                .filter(key -> !key.startsWith(ALLOWED))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("'%s' cannot be deployed: only %s* can".formatted(key, ALLOWED));
                });
    }
}
