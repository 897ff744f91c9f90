package io.firebreak.fleet.wire;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * The codes of the problems this API answers with, besides the names of plain HTTP statuses such as {@code NOT_FOUND} for
 * a path it does not have.
 */
enum FleetProblem {
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    MALFORMED_BODY(HttpStatus.BAD_REQUEST),
    BATCH_TOO_LARGE(HttpStatus.BAD_REQUEST),
    INVALID_COMMAND(HttpStatus.BAD_REQUEST),
    INVALID_FENCE(HttpStatus.BAD_REQUEST),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    /** The fleet cannot keep its promises any longer and waits for its restart. */
    FLEET_FAILED(HttpStatus.SERVICE_UNAVAILABLE),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    FleetProblem(HttpStatus status) {
        this.status = status;
    }

    ProblemDetail detail(String detail) {
        return withCode(ProblemDetail.forStatusAndDetail(status, detail), name());
    }

    static ProblemDetail withCode(ProblemDetail problem, String code) {
        problem.setProperty("code", code);
        return problem;
    }
}
