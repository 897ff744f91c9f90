package io.firebreak.directory.problem;

/** Ends a request at the edge with a problem. Nothing below the edge throws it. */
public final class Refusal extends RuntimeException {
    private final ErrorCode code;

    /** @param detail for the caller: the offending value and what to do */
    public Refusal(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
