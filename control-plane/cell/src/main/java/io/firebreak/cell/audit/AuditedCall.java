package io.firebreak.cell.audit;

import io.firebreak.cell.access.Caller;
import io.firebreak.cell.access.KeyHash;
import io.firebreak.cell.access.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Who makes a call that is to be recorded, and how it came. Whatever of it a client may have written is held to a shape, so
 * that the record holds no line breaks and no more than it has room for.
 */
record AuditedCall(
        AuditAction action,
        String tenant,
        String key,
        String requestId,
        @Nullable String traceId,
        String client) {
    /** The longest name of anything, an instance, a group or a tag's key. */
    private static final int LONGEST_NAME = 128;

    private static final int DELETE = 0x7f;
    private static final String OPERATOR = "operator";
    private static final String SCHEME = "Bearer ";
    private static final String REQUEST_ID = "Firebreak-Request-Id";
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    /** RFC 7239, of which the router writes one element: an address of IPv4, or one of IPv6 in brackets and quotes. */
    private static final Pattern FORWARDED_FOR = Pattern.compile("for=\"?\\[?([0-9A-Fa-f:.]{2,45})]?\"?(;.*)?");

    static AuditedCall of(AuditAction action, Caller caller, HttpServletRequest request, HttpServletResponse response) {
        return new AuditedCall(
                action,
                caller instanceof Caller.OfTenant(Tenant tenant) ? tenant.id().value() : AuditEntry.NOBODY,
                caller instanceof Caller.Operator ? OPERATOR : shownKey(request),
                Objects.requireNonNullElse(response.getHeader(REQUEST_ID), ""),
                traceOf(request.getHeader("traceparent")),
                clientOf(request.getHeader("Forwarded"), request.getRemoteAddr()));
    }

    private static String shownKey(HttpServletRequest request) {
        String shown = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), SCHEME);
        return KeyHash.ofKey(shown.substring(SCHEME.length())).shortName();
    }

    static @Nullable String traceOf(@Nullable String traceParent) {
        if (traceParent == null) {
            return null;
        }
        Matcher trace = TRACE_PARENT.matcher(traceParent);
        return trace.matches() ? trace.group(1) : null;
    }

    /** Behind a router its word, else the other end of the connection. */
    static String clientOf(@Nullable String forwarded, String otherEnd) {
        if (forwarded == null) {
            return otherEnd;
        }
        Matcher client = FORWARDED_FOR.matcher(forwarded);
        return client.matches() ? client.group(1) : otherEnd;
    }

    /** What the path names, such as an instance; nothing for a call on a collection. */
    static List<String> named(Map<?, ?> pathVariables) {
        return pathVariables.values().stream()
                .map(value -> printable(String.valueOf(value)))
                .toList();
    }

    private static String printable(String text) {
        String kept = text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
        StringBuilder printable = new StringBuilder(kept.length());
        kept.chars().forEach(c -> printable.append(c > ' ' && c < DELETE ? (char) c : '?'));
        return printable.toString();
    }
}
