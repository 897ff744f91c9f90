package io.firebreak.router.edge;

import org.jspecify.annotations.Nullable;

/**
 * Takes the {@code cursor} out of a list's URI, since each cell goes on from a place of its own.
 *
 * @param uri the rest
 * @param value the cursor, if there was one
 */
record CursorParameter(String uri, @Nullable String value) {
    private static final String NAME = "cursor=";

    /** A {@link Refusal} when it stands twice. */
    static CursorParameter of(String uri) {
        int query = uri.indexOf('?');
        if (query < 0) {
            return new CursorParameter(uri, null);
        }
        StringBuilder rest = new StringBuilder(uri.substring(0, query));
        char before = '?';
        String value = null;
        for (String parameter : uri.substring(query + 1).split("&", -1)) {
            if (!parameter.startsWith(NAME)) {
                rest.append(before).append(parameter);
                before = '&';
            } else if (value == null) {
                value = parameter.substring(NAME.length());
            } else {
                throw new Refusal(ProblemCode.INVALID_PARAMETER, "cursor stands more than once");
            }
        }
        return new CursorParameter(rest.toString(), value);
    }
}
