package io.firebreak.chaos.bench.load;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tenant was answered, in a few words: the status, and of a refusal its code and who refused. */
public final class AnswerNames {
    static final String NO_ANSWER = "no answer";
    /** The codes of an API are a closed set, so the names are few. */
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([A-Z_]{1,64})\"");

    private static final String ANSWERED_BY_A_CELL = "\r\nfirebreak-cell:";

    private AnswerNames() {}

    /** As {@code 429 REQUEST_LIMIT_EXCEEDED by a cell}, {@code 201}, or {@code no answer}. */
    public static String of(int status, String answer) {
        if (status == Load.LOST) {
            return NO_ANSWER;
        }
        if (status / 100 == 2) {
            return Integer.toString(status);
        }
        int endOfHead = answer.indexOf("\r\n\r\n");
        String head = answer.substring(0, Math.max(0, endOfHead)).toLowerCase(Locale.ROOT);
        Matcher code = CODE.matcher(answer);
        return "%d%s by %s"
                .formatted(
                        status,
                        code.find() ? " " + code.group(1) : "",
                        head.contains(ANSWERED_BY_A_CELL) ? "a cell" : "the router");
    }
}
