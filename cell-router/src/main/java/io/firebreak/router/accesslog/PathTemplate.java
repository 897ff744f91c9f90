package io.firebreak.router.accesslog;

import java.util.regex.Pattern;

/**
 * A path without what names a single thing, so that a log can be grouped by it and tells no names: {@code
 * /v1/instances/i-0001…:stop} is {@code /v1/instances/{}:stop}. What follows a question mark is never in it. Words of
 * letters stay; anything with a digit, an escape or another character goes, but for a version such as {@code v1}, and so
 * does what is longer than a word and the name after a placement group's or a tenant's prefix.
 */
public final class PathTemplate {
    /** Deeper paths are cut here: a line has a bound. */
    private static final int DEEPEST = 8;

    private static final String ANY = "{}";
    private static final Pattern KEPT = Pattern.compile("[A-Za-z][A-Za-z_.-]{0,31}|v[0-9]{1,3}|");
    private static final Pattern ACTION = Pattern.compile("[^:]+(:[a-z]{1,16})");
    private static final Pattern NAMES_FOLLOW =
            Pattern.compile("instances|placement-groups|tenants?|users?|accounts?|customers?|orgs?|keys?|tokens?");

    private PathTemplate() {}

    /** The template of a path, whatever is asked of it. */
    public static String of(String uri) {
        int end = uri.indexOf('?');
        String[] segments = (end < 0 ? uri : uri.substring(0, end)).split("/", DEEPEST + 2);
        StringBuilder template = new StringBuilder();
        for (int i = 1; i < segments.length; i++) {
            if (i > DEEPEST) {
                return template.append("/…").toString();
            }
            template.append('/').append(segment(segments[i - 1], segments[i]));
        }
        return template.isEmpty() ? ANY : template.toString();
    }

    private static String segment(String before, String segment) {
        var action = ACTION.matcher(segment);
        if (action.matches()) {
            return ANY + action.group(1);
        }
        boolean named = NAMES_FOLLOW.matcher(before).matches();
        return KEPT.matcher(segment).matches() && (!named || segment.isEmpty()) ? segment : ANY;
    }
}
