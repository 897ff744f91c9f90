package io.firebreak.fleet.wire;

/** Carries a refusal from where it is found to {@link ProblemAdvice}, which answers it. */
final class RefusedRequestException extends RuntimeException {
    private final FleetProblem problem;
    private final String detail;

    RefusedRequestException(FleetProblem problem, String detail) {
        super(detail, null, false, false);
        this.problem = problem;
        this.detail = detail;
    }

    FleetProblem problem() {
        return problem;
    }

    String detail() {
        return detail;
    }
}
