package io.firebreak.router.gather;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/**
 * A place in the order of lists: launch time, then id. As a cursor, base64url of {@code <micros>:<id>}, it means "after
 * this row" in every cell.
 *
 * @param launchMicros launch time in microseconds since 1970
 */
record Position(long launchMicros, String id) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::launchMicros).thenComparing(Position::id);

    /** The place of an instance; nothing when the launch time is no ISO 8601 instant. */
    static Optional<Position> of(String launchTime, String id) {
        try {
            return Optional.of(new Position(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(launchTime)), id));
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
                .encodeToString((launchMicros + ":" + id).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
