package io.firebreak.directory.audit;

import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/v1/audit?from=&to=&after=&limit=}: what operators changed, and tried to, oldest first. */
@RestController
class AuditEndpoint {
    /** About 300 KB of JSON. */
    private static final int LARGEST_LIMIT = 1_000;

    private static final int LONGEST_SHOWN = 64;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final AdminAuditLog log;

    AuditEndpoint(AdminAuditLog log) {
        this.log = log;
    }

    /** @param next to be given as {@code after} for the next page; null on the last one */
    record AuditAnswer(List<AdminCall> calls, @Nullable Long next) {}

    @GetMapping("/admin/v1/audit")
    AuditAnswer all(
            @RequestParam(defaultValue = "1970-01-01T00:00:00Z") String from,
            @RequestParam(defaultValue = "9999-12-31T23:59:59Z") String to,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new Refusal(ErrorCode.INVALID_FIELD, "limit '%d' must be 1 to %d".formatted(limit, LARGEST_LIMIT));
        }
        List<AdminCall> found = log.find(after, time("from", from), time("to", to), limit + 1);
        boolean more = found.size() > limit;
        List<AdminCall> page = more ? found.subList(0, limit) : found;
        return new AuditAnswer(page, more ? page.getLast().id() : null);
    }

    private static Instant time(String name, String text) {
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // answered below, as a time out of range is
        }
        throw new Refusal(
                ErrorCode.INVALID_FIELD,
                "%s '%s' must be a time from 1970 to 9999 such as 2026-01-15T10:00:00Z"
                        .formatted(
                                name, text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…"));
    }
}
