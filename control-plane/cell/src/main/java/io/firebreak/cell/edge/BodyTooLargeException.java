package io.firebreak.cell.edge;

import java.io.IOException;
import org.springframework.util.unit.DataSize;

/** A body without a declared length turned out to be longer than accepted. */
final class BodyTooLargeException extends IOException {
    private final DataSize largest;

    BodyTooLargeException(DataSize largest) {
        super("the body is longer than " + largest);
        this.largest = largest;
    }

    Problem problem() {
        return tooLarge(largest);
    }

    static Problem tooLarge(DataSize largest) {
        return Problem.of(
                ErrorCode.BODY_TOO_LARGE, "the body is longer than the %d bytes accepted".formatted(largest.toBytes()));
    }
}
