package io.firebreak.cell.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The place after an entry, meant the same way by every cell: base64url of {@code <time in epoch microseconds>:<id>}. */
record AuditCursor(Instant at, String id) {
    static final AuditCursor START = new AuditCursor(Instant.EPOCH, "");
    private static final int LONGEST = 100;
    /** The year 9999: the database keeps no time much later than that. */
    private static final long LATEST_MICROS = 253_402_300_799_999_999L;

    private static final Pattern ID = Pattern.compile("a-[0-9a-f]{17}");

    static AuditCursor after(AuditEntry entry) {
        return new AuditCursor(entry.at(), entry.id());
    }

    String text() {
        String plain = ChronoUnit.MICROS.between(Instant.EPOCH, at) + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<AuditCursor> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            long micros = Long.parseLong(plain.substring(0, Math.max(colon, 0)));
            String id = plain.substring(colon + 1);
            return micros < 0 || micros > LATEST_MICROS || !ID.matcher(id).matches()
                    ? Optional.empty()
                    : Optional.of(new AuditCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
