package io.firebreak.cell.edge;

import java.util.function.Predicate;

/** What the lists of this API have in common: how long a page is and where it begins. */
public final class PageParameters {
    public static final int DEFAULT_LIMIT = 100;
    /** 300 to 400 KB of JSON. */
    public static final int LARGEST_LIMIT = 1_000;

    private PageParameters() {}

    /** The value of {@code limit}. Throws the problem INVALID_PARAMETER for anything but 1 to {@value #LARGEST_LIMIT}. */
    public static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range is
        }
        throw Problem.invalid(named("limit"), text, "1 to " + LARGEST_LIMIT);
    }

    /** The value of {@code cursor}. Throws the problem INVALID_PARAMETER for one that no page of the list gave. */
    public static PageCursor cursor(String text, Predicate<String> isId) {
        return PageCursor.parse(text, isId)
                .orElseThrow(() -> Problem.invalid(named("cursor"), text, "a nextCursor of this API"));
    }

    /** A parameter as problems name it. */
    public static String named(String parameter) {
        return "parameter '%s'".formatted(Problem.shown(parameter));
    }
}
