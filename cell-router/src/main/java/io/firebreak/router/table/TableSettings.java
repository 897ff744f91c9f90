package io.firebreak.router.table;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * How the table is fetched. The reasons for each value stand in {@code application.yaml}.
 *
 * @param longPoll how long the directory may hold a request while nothing changes
 * @param grace how much longer its answer may take before the connection is given up
 * @param minimumBackOff the shortest pause after a failed fetch
 * @param maximumBackOff the longest
 * @param maximumSize the largest table that is taken
 * @param maximumUnmappedShare the share of its tenants, 0 to 1, that a router may lose with one table
 */
public record TableSettings(
        Duration longPoll,
        Duration grace,
        Duration minimumBackOff,
        Duration maximumBackOff,
        DataSize maximumSize,
        double maximumUnmappedShare) {
    public TableSettings {
        if (!(maximumUnmappedShare >= 0 && maximumUnmappedShare <= 1)) {
            throw new IllegalArgumentException(
                    "maximum-unmapped-share %s must be 0 to 1".formatted(maximumUnmappedShare));
        }
    }
}
