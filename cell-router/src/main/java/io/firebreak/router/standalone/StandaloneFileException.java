package io.firebreak.router.standalone;

import java.io.Serial;
import java.util.List;

/** A file that cannot be used. The message has one line for each mistake: file, line, key and what is accepted. */
public final class StandaloneFileException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    StandaloneFileException(List<String> mistakes) {
        super(String.join("\n", mistakes), null, false, false);
    }

    StandaloneFileException(String mistake) {
        this(List.of(mistake));
    }

    /** The message; never null. */
    public String mistakes() {
        return String.valueOf(getMessage());
    }
}
