package io.firebreak.chaos.bench.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tenant was answered, in a few words: the status, and of a refusal its code and who refused. */
public final class AnswerNames {
    static final String NO_ANSWER = "no answer";
    /** The codes of an API are a closed set, so the names are few. */
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([A-Z_]{1,64})\"");

    private static final String CODE_MEMBER = "\"code\"";
    private static final String LINE_END = "\r\n";
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
        return status + code(answer) + (isOfACell(answer) ? " by a cell" : " by the router");
    }

    /** The pattern is tried only where it may fit: under overload there are thousands of refusals a second. */
    private static String code(String answer) {
        Matcher code = CODE.matcher(answer);
        for (int at = answer.indexOf(CODE_MEMBER); at >= 0; at = answer.indexOf(CODE_MEMBER, at + 1)) {
            if (code.region(at, answer.length()).lookingAt()) {
                return " " + code.group(1);
            }
        }
        return "";
    }

    private static boolean isOfACell(String answer) {
        int endOfHead = answer.indexOf(LINE_END + LINE_END);
        for (int at = answer.indexOf(LINE_END); at >= 0 && at < endOfHead; at = answer.indexOf(LINE_END, at + 1)) {
            if (answer.regionMatches(true, at, ANSWERED_BY_A_CELL, 0, ANSWERED_BY_A_CELL.length())) {
                return true;
            }
        }
        return false;
    }
}
