package io.firebreak.chaos.cli;

/** What a person gave cannot be used. The message is one line: what was wrong, and what is accepted. */
public class BadInputException extends RuntimeException {
    public BadInputException(String message) {
        super(message);
    }
}
