package io.firebreak.router.gather;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/**
 * A place in the order of lists: a time, then the id. As a cursor, base64url of {@code <micros>:<id>}, it means "after
 * this row" in every cell.
 *
 * @param micros the time in microseconds since 1970
 */
record Position(long micros, String id) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::micros).thenComparing(Position::id);

    /** The place of a row; nothing when the time is no ISO 8601 instant. */
    static Optional<Position> of(String time, String id) {
        try {
            return Optional.of(new Position(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)), id));
        } catch (DateTimeException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    /** The place a cursor names; nothing when it is no cursor. */
    static Optional<Position> fromCursor(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int colon = text.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new Position(Long.parseLong(text, 0, colon, 10), text.substring(colon + 1)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    String toCursor() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((micros + ":" + id).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
