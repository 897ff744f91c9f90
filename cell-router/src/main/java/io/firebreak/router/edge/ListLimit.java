package io.firebreak.router.edge;

/** The {@code limit} of a list, which the router must know to cut the merged page. */
final class ListLimit {
    private static final int DEFAULT = 100;
    private static final int MAX = 1_000;
    private static final int MAX_DIGITS = 4;
    private static final String NAME = "limit=";

    private ListLimit() {}

    /** 1 to 1,000, 100 if there is none; a {@link Refusal} for anything else. */
    static int of(String uri) {
        int query = uri.indexOf('?');
        if (query < 0) {
            return DEFAULT;
        }
        int limit = 0;
        for (String parameter : uri.substring(query + 1).split("&", -1)) {
            if (parameter.startsWith(NAME)) {
                if (limit != 0) {
                    throw new Refusal(ProblemCode.INVALID_PARAMETER, "limit stands more than once");
                }
                limit = read(parameter.substring(NAME.length()));
            }
        }
        return limit == 0 ? DEFAULT : limit;
    }

    private static int read(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = digits ? Integer.parseInt(text) : 0;
        if (value < 1 || value > MAX) {
            throw new Refusal(ProblemCode.INVALID_PARAMETER, "limit must be a number from 1 to 1000");
        }
        return value;
    }
}
