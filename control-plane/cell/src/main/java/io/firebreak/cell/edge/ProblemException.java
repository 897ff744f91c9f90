package io.firebreak.cell.edge;

/** Ends a request with a problem. It is an answer, not a defect, so it carries no stack trace. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
