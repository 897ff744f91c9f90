package io.firebreak.router.tenancy;

import java.util.Optional;

/** A parameter of a query, which must stand there once and in one form. */
final class QueryParameter {
    private QueryParameter() {}

    static Reading read(String name, String uri) {
        int query = uri.indexOf('?');
        if (query < 0) {
            return new Reading.Nothing();
        }
        Reading found = new Reading.Nothing();
        int times = 0;
        for (String parameter : uri.substring(query + 1).split("[&;]", -1)) {
            int equals = parameter.indexOf('=');
            Optional<String> key = plain(equals < 0 ? parameter : parameter.substring(0, equals));
            if (key.isEmpty()) {
                return new Reading.Unclear("The query has an escape that is not well-formed");
            }
            if (key.get().equals(name)) {
                times++;
                found = plain(equals < 0 ? "" : parameter.substring(equals + 1))
                        .map(TenantName::of)
                        .orElseGet(() -> new Reading.Unclear("Parameter %s is not well-formed".formatted(name)));
            }
        }
        return times > 1 ? new Reading.Unclear("Parameter %s stands more than once".formatted(name)) : found;
    }

    /** Forms write a space as a plus. */
    private static Optional<String> plain(String text) {
        return Escapes.undo(text.replace('+', ' '));
    }
}
