package io.firebreak.chaos.cli;

/** What was measured is not as it must be. The message says what, in one line. */
public class CheckFailedException extends RuntimeException {
    public CheckFailedException(String message) {
        super(message);
    }
}
