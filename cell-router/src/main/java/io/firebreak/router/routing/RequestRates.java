package io.firebreak.router.routing;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many requests of a tenant a router lets through. A call is counted once: by the rate of its kind, or, where there is
 * none, together with all others of that sort by {@code all}. Null leaves them uncounted.
 */
public record RequestRates(
        @Nullable RequestRate launch,
        @Nullable RequestRate change,
        @Nullable RequestRate describe,
        @Nullable RequestRate list,
        @Nullable RequestRate all) {
    /** Everything is let through. */
    public static final RequestRates NONE = new RequestRates(null, null, null, null, null);

    /** One rate, whatever the tenant calls. */
    public static RequestRates ofAll(RequestRate rate) {
        return new RequestRates(null, null, null, null, rate);
    }

    /** That of one kind of call by itself. */
    public @Nullable RequestRate of(CallClass calls) {
        return switch (calls) {
            case LAUNCH -> launch;
            case CHANGE -> change;
            case DESCRIBE -> describe;
            case LIST -> list;
        };
    }

    /** Whether calls of this kind are counted. */
    public boolean count(CallClass calls) {
        return all != null || of(calls) != null;
    }

    /** Whether any calls are counted. */
    public boolean countAny() {
        return !equals(NONE);
    }

    /** Whether there is a rate for a kind of call by itself. */
    public boolean tellKindsApart() {
        return launch != null || change != null || describe != null || list != null;
    }

    /** One rate for who counts all calls together: the sum, unless some are without one. */
    public @Nullable RequestRate together() {
        if (all != null || Stream.of(CallClass.values()).anyMatch(calls -> of(calls) == null)) {
            return all;
        }
        List<RequestRate> each = Stream.of(launch, change, describe, list)
                .map(Objects::requireNonNull)
                .toList();
        return new RequestRate(
                each.stream().mapToDouble(RequestRate::perSecond).sum(),
                Math.clamp(each.stream().mapToLong(RequestRate::burst).sum(), 1, Integer.MAX_VALUE));
    }
}
