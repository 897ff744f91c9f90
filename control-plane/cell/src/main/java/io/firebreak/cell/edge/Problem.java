package io.firebreak.cell.edge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request was not done: a problem document of RFC 9457.
 *
 * @param detail names the offending value and what is accepted
 * @param members further members of the document, such as {@code epoch}
 * @param retryAfter when it is worth trying again; whole seconds on the wire
 */
public record Problem(ErrorCode code, String detail, Map<String, Object> members, Optional<Duration> retryAfter) {
    private static final int LONGEST_SHOWN = 128;

    public Problem {
        members = Map.copyOf(members);
    }

    public static Problem of(ErrorCode code, String detail) {
        return new Problem(code, detail, Map.of(), Optional.empty());
    }

    /** A value from outside is not one of those that are accepted. */
    public static ProblemException invalid(String name, Object value, String accepted) {
        return of(
                        ErrorCode.INVALID_PARAMETER,
                        "%s is '%s'; accepted is %s".formatted(name, shown(value.toString()), accepted))
                .asException();
    }

    /** A value as it may stand in a message: not longer than the message itself. */
    public static String shown(String value) {
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
    }

    public Problem with(Map<String, Object> moreMembers) {
        return new Problem(code, detail, moreMembers, retryAfter);
    }

    public Problem retryAfter(Duration pause) {
        return new Problem(code, detail, members, Optional.of(pause));
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "about:blank");
        document.put("title", code.title());
        document.put("status", code.status().value());
        document.put("code", code.name());
        document.put("detail", detail);
        document.putAll(members);
        return document;
    }
}
