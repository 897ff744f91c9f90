package io.firebreak.router.health;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * When a cell or node that still answers some calls is asked last. The reasons for each value stand in {@code application.yaml}.
 *
 * @param window how many of the last calls are looked at
 * @param failures this many failed ones among them make it gray
 * @param away how long it is then asked last; doubled each time it turns gray again before it was taken back whole
 * @param longestAway no longer than this
 * @param slowStart how long it takes after that, or after an outage, until all of its calls come to it again
 * @param mostAwayPercent no further cell of the region, or node of its cell, turns gray while this share of them is asked last;
 *     one may always be
 */
public record OutlierSettings(
        @Min(1) @Max(1_000) int window,
        @Min(1) @Max(1_000) int failures,
        Duration away,
        Duration longestAway,
        Duration slowStart,
        @Min(1) @Max(100) int mostAwayPercent) {}
