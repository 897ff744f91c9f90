package io.firebreak.chaos.gameday;

import io.firebreak.chaos.cli.BadInputException;
import java.io.Serial;
import java.util.List;

/**
 * A game day file that cannot be run. The message has one line per mistake, each naming file, line and key and what is
 * accepted; nothing has been started.
 */
public final class GameDayFileException extends BadInputException {
    @Serial
    private static final long serialVersionUID = 1;

    private final List<String> mistakes;

    GameDayFileException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** The lines of the message, in the order of the file; at least one. */
    public List<String> mistakes() {
        return mistakes;
    }
}
