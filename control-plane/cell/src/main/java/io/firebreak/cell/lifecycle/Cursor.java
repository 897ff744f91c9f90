package io.firebreak.cell.lifecycle;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * The place after the last row of a page, meant the same way by every cell: base64url of {@code <launch time in epoch
 * microseconds>:<instance id>}.
 */
record Cursor(Instant launchTime, String instance) {
    static final Cursor START = new Cursor(Instant.EPOCH, "");
    private static final int LONGEST = 100;
    /** The year 9999: the database keeps no time much later than that. */
    private static final long LATEST_MICROS = 253_402_300_799_999_999L;

    static Cursor after(InstanceRow row) {
        return new Cursor(row.launchTime(), row.id().value());
    }

    String text() {
        String plain = ChronoUnit.MICROS.between(Instant.EPOCH, launchTime) + ":" + instance;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Cursor> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            long micros = Long.parseLong(plain.substring(0, Math.max(colon, 0)));
            if (micros < 0 || micros > LATEST_MICROS) {
                return Optional.empty();
            }
            Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            return InstanceId.parse(plain.substring(colon + 1)).map(id -> new Cursor(time, id.value()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
