package io.firebreak.chaos.cli;

/** What the exit codes of the {@code firebreak} command mean; scripts rely on them. */
public final class ExitCode {
    public static final int DONE = 0;
    /** A check failed: a promise broken, a prediction missed, a request refused. */
    public static final int CHECK_FAILED = 1;
    /** Bad usage or input; one line on standard error says what was wrong and what is accepted. */
    public static final int BAD_INPUT = 2;
    /** No region, or none that answers. */
    public static final int UNREACHABLE = 3;

    private ExitCode() {}
}
