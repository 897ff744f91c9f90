package io.firebreak.cell.audit;

import io.firebreak.cell.edge.PageCursor;
import io.firebreak.cell.edge.PageParameters;
import io.firebreak.cell.edge.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/**
 * What is asked of the audit log: {@code ?from=&to=&action=&limit=&cursor=}.
 *
 * @param from the first instant wanted
 * @param to the first instant not wanted
 */
record AuditQuery(
        Optional<Instant> from, Optional<Instant> to, Optional<AuditAction> action, int limit, PageCursor cursor) {
    private static final Pattern ENTRY_ID = Pattern.compile("a-[0-9a-f]{17}");
    private static final Set<String> NAMES = Set.of("from", "to", "action", "limit", "cursor");
    /** The years a time may be of: more than the database has to keep, and less than it can. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Throws the problem INVALID_PARAMETER for a parameter or value that is not accepted. */
    static AuditQuery of(MultiValueMap<String, String> query) {
        query.forEach((name, values) -> {
            if (!NAMES.contains(name)) {
                throw Problem.invalid(
                        PageParameters.named(name), values.getLast(), "one of from, to, action, limit, cursor");
            }
            if (values.size() > 1) {
                throw Problem.invalid(PageParameters.named(name), values.size() + " values", "one");
            }
        });
        return new AuditQuery(
                value(query, "from").map(text -> time("from", text)),
                value(query, "to").map(text -> time("to", text)),
                value(query, "action").map(AuditQuery::action),
                Optional.ofNullable(query.getFirst("limit"))
                        .map(PageParameters::limit)
                        .orElse(PageParameters.DEFAULT_LIMIT),
                value(query, "cursor").map(AuditQuery::cursor).orElse(PageCursor.START));
    }

    private static Optional<String> value(MultiValueMap<String, String> query, String name) {
        return query.getOrDefault(name, List.of()).stream()
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static Instant time(String name, String text) {
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // answered below, as a time out of range is
        }
        throw Problem.invalid(
                PageParameters.named(name), text, "a time from 1970 to 9999 such as 2026-01-15T10:00:00Z");
    }

    private static AuditAction action(String text) {
        return AuditAction.parse(text)
                .orElseThrow(() -> Problem.invalid(
                        PageParameters.named("action"),
                        text,
                        Arrays.stream(AuditAction.values())
                                .map(AuditAction::wire)
                                .collect(Collectors.joining(", ", "one of ", ""))));
    }

    private static PageCursor cursor(String text) {
        return PageParameters.cursor(text, ENTRY_ID.asMatchPredicate());
    }
}
