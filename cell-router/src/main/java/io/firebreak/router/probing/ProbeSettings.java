package io.firebreak.router.probing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/**
 * How nodes are asked whether they take calls. The reasons for each value stand in {@code application.yaml}.
 *
 * @param enabled false asks nobody
 * @param path path and query of the question; an answer below 500 says yes
 * @param interval between two questions of a node that is well, give or take a quarter
 * @param again between the questions of a node that has just changed its answer
 * @param timeout how long an answer is waited for
 * @param failures this many in a row say that it is dead
 * @param successes this many in a row say that it is back
 * @param atOnce questions under way at one time, of all nodes together
 */
public record ProbeSettings(
        boolean enabled,

        @Pattern(
                regexp = "/[!-~]{0,255}",
                message = "must be a path that starts with '/', of at most 256 visible ASCII characters")
        String path,

        Duration interval,
        Duration again,
        Duration timeout,
        @Min(1) @Max(100) int failures,
        @Min(1) @Max(100) int successes,
        @Min(1) @Max(4_096) int atOnce) {}
