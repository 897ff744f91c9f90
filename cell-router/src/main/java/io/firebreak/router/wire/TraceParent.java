package io.firebreak.router.wire;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The trace a request belongs to and the step of it that called (W3C Trace Context, section 3.2).
 *
 * @param traceId 32 hex digits
 * @param parentId 16 hex digits
 * @param flags 2 hex digits
 */
public record TraceParent(String traceId, String parentId, String flags) {
    private static final HexFormat HEX = HexFormat.of();
    private static final String NOT_SAMPLED = "00";
    private static final int TRACE = 3;
    private static final int PARENT = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;

    /** The router's own step of the trace a request names; of a new one when it names none, or two, or none that is valid. */
    public static TraceParent stepOf(HttpHeaders headers, RandomGenerator random) {
        String self = id(random);
        return callerOf(headers)
                .map(caller -> new TraceParent(caller.traceId, self, caller.flags))
                .orElseGet(() -> new TraceParent(id(random) + id(random), self, NOT_SAMPLED));
    }

    /** What a request says of its trace, if that is valid. */
    public static Optional<TraceParent> callerOf(HttpHeaders headers) {
        String text = headers.get(Headers.TRACEPARENT);
        if (text == null || !isValid(text)) {
            return Optional.empty();
        }
        List<String> all = headers.getAll(Headers.TRACEPARENT);
        return all.size() == 1
                ? Optional.of(new TraceParent(
                        text.substring(TRACE, PARENT - 1),
                        text.substring(PARENT, FLAGS - 1),
                        text.substring(FLAGS, LENGTH)))
                : Optional.empty();
    }

    /** As it stands in the header, in the version spoken here. */
    public String text() {
        return "00-" + traceId + '-' + parentId + '-' + flags;
    }

    /** A later version may have more behind another hyphen; what is known of it means the same (section 4.3). */
    private static boolean isValid(String text) {
        if (text.length() < LENGTH || !isHex(text, 0, 2) || text.startsWith("ff")) {
            return false;
        }
        boolean ends = text.length() == LENGTH || (!text.startsWith("00") && text.charAt(LENGTH) == '-');
        return ends
                && text.charAt(TRACE - 1) == '-'
                && text.charAt(PARENT - 1) == '-'
                && text.charAt(FLAGS - 1) == '-'
                && isId(text, TRACE, PARENT - 1)
                && isId(text, PARENT, FLAGS - 1)
                && isHex(text, FLAGS, LENGTH);
    }

    private static boolean isId(String text, int from, int to) {
        if (!isHex(text, from, to)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Not all zeros, which is no id. */
    private static String id(RandomGenerator random) {
        long drawn = random.nextLong();
        return HEX.toHexDigits(drawn == 0 ? 1 : drawn);
    }
}
