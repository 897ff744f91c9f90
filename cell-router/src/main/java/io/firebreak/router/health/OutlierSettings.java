package io.firebreak.router.health;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * When a cell that still answers some calls is asked last. The reasons for each value stand in {@code application.yaml}.
 *
 * @param window how many of the last calls are looked at
 * @param failures this many failed ones among them make the cell gray
 * @param away how long it is then asked last; doubled each time it turns gray again before it was taken back whole
 * @param longestAway no longer than this
 * @param slowStart how long it takes after that until all of its calls come to it again
 */
public record OutlierSettings(
        @Min(1) @Max(1_000) int window,
        @Min(1) @Max(1_000) int failures,
        Duration away,
        Duration longestAway,
        Duration slowStart) {}
