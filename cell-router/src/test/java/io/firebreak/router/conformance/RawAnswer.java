package io.firebreak.router.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a client without any tolerance reads it.
 *
 * @param headers by name in lower case
 */
record RawAnswer(int status, Map<String, String> headers, String body) {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2}) [ -~]*");
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?([\\x20-\\x7e\\x80-\\xff\\t]*)");

    /** All answers in what a connection gave; an assertion error when it is anything else. */
    static List<RawAnswer> allOf(String bytes) {
        List<RawAnswer> answers = new ArrayList<>();
        int at = 0;
        while (at < bytes.length()) {
            int end = bytes.indexOf("\r\n\r\n", at);
            if (end < 0) {
                throw new AssertionError("no end of a head in: " + bytes.substring(at));
            }
            RawAnswer head = head(bytes.substring(at, end).split("\r\n", -1));
            int length = head.length();
            int body = end + 4;
            if (body + length > bytes.length()) {
                throw new AssertionError("cut off: " + bytes.substring(at));
            }
            at = body + length;
            answers.add(new RawAnswer(head.status(), head.headers(), bytes.substring(body, at)));
        }
        return answers;
    }

    @Nullable
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    private int length() {
        if (headers.containsKey("transfer-encoding")) {
            throw new AssertionError("the router knows the length of every answer");
        }
        boolean none = status < 200 || status == 204 || status == 304;
        if (none && status != 304 && headers.containsKey("content-length")) {
            throw new AssertionError("an answer of %d has no length".formatted(status));
        }
        return none ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "none"));
    }

    private static RawAnswer head(String[] lines) {
        var start = STATUS_LINE.matcher(lines[0]);
        if (!start.matches()) {
            throw new AssertionError("no status line: " + lines[0]);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            var field = FIELD.matcher(lines[i]);
            if (!field.matches()) {
                throw new AssertionError("no field line: " + lines[i]);
            }
            headers.merge(field.group(1).toLowerCase(Locale.ROOT), field.group(2), (one, two) -> one + ", " + two);
        }
        if (headers.getOrDefault("content-length", "").contains(",")) {
            throw new AssertionError("two lengths: " + headers);
        }
        return new RawAnswer(Integer.parseInt(start.group(1)), headers, "");
    }
}
