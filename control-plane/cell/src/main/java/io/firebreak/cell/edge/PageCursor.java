package io.firebreak.cell.edge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The place after the last row of a page of a list in the order of time and id, meant the same way by every cell: base64url of
 * {@code <time in epoch microseconds>:<id>}.
 */
public record PageCursor(Instant time, String id) {
    /** Before every row. */
    public static final PageCursor START = new PageCursor(Instant.EPOCH, "");

    private static final int LONGEST = 100;
    /** The year 9999: the database keeps no time much later than that. */
    private static final long LATEST_MICROS = 253_402_300_799_999_999L;

    /** What a client is given and brings back. */
    public String text() {
        String plain = ChronoUnit.MICROS.between(Instant.EPOCH, time) + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The cursor a text stands for; empty when it is none of this list.
     *
     * @param isId whether a text is an id of the rows of the list
     */
    public static Optional<PageCursor> parse(String text, Predicate<String> isId) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            long micros = Long.parseLong(plain.substring(0, Math.max(colon, 0)));
            String id = plain.substring(colon + 1);
            return micros < 0 || micros > LATEST_MICROS || !isId.test(id)
                    ? Optional.empty()
                    : Optional.of(new PageCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
