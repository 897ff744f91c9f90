package io.firebreak.router.cells;

import java.util.Map;

/** Is well, and tells everyone that they call too often. */
public final class CellThatLimits extends CellThatAnswers {
    public CellThatLimits() {
        super(request -> new Answer(
                429,
                Map.of(
                        "Content-Type", "application/problem+json",
                        "Retry-After", "7",
                        "RateLimit", "\"launch\";r=0;t=7"),
                "{\"status\":429,\"code\":\"REQUEST_LIMIT_EXCEEDED\"}"));
    }
}
