package io.firebreak.directory.problem;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends a request at the edge with a problem. Nothing below the edge throws it. */
public final class Refusal extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable Instant possibleAt;

    /** @param detail for the caller: the offending value and what to do */
    public Refusal(ErrorCode code, String detail) {
        this(code, detail, null);
    }

    /** @param possibleAt when it can be asked again, if that is known */
    public Refusal(ErrorCode code, String detail, @Nullable Instant possibleAt) {
        super(detail, null, false, false);
        this.code = code;
        this.possibleAt = possibleAt;
    }

    @Nullable
    Instant possibleAt() {
        return possibleAt;
    }

    ErrorCode code() {
        return code;
    }
}
