package io.firebreak.chaos.gameday;

import io.firebreak.chaos.gameday.GameDay.Rate;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a game day file writes numbers, durations, rates and bounds; empty is what it does not accept. */
final class Notation {
    /** Nine digits before and after the point: no value of a game day needs more, and none of them overflows. */
    private static final String NUMBER = "[0-9]{1,9}(?:\\.[0-9]{1,9})?";

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile(NUMBER);
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m)");
    private static final Pattern RATE = Pattern.compile("(" + NUMBER + ")/s");
    private static final Pattern BYTES = Pattern.compile("([1-9][0-9]{0,2}|1000)(KB|MB)/s");
    private static final int KILO = 1_024;
    private static final Pattern BOUND = Pattern.compile("(>=|<=) ?(" + NUMBER + ")");

    private Notation() {}

    static Optional<Long> whole(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    static Optional<Double> decimal(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Optional.of(Duration.ofMillis(amount));
            case "s" -> Optional.of(Duration.ofSeconds(amount));
            case "m" -> Optional.of(Duration.ofMinutes(amount));
            default -> Optional.empty();
        };
    }

    /** A duration that may have a minus before it. */
    static Optional<Duration> offset(String text) {
        return text.startsWith("-") ? duration(text.substring(1)).map(Duration::negated) : duration(text);
    }

    static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<Rate> rate(String text) {
        Matcher matcher = RATE.matcher(text);
        return matcher.matches() ? Optional.of(new Rate(Double.parseDouble(matcher.group(1)))) : Optional.empty();
    }

    static Optional<Long> bytesPerSecond(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(matcher.group(2).equals("KB") ? amount * KILO : amount * KILO * KILO);
    }

    static Optional<Bound> bound(String text) {
        Matcher matcher = BOUND.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double limit = Double.parseDouble(matcher.group(2));
        return Optional.of(matcher.group(1).equals(">=") ? Bound.atLeast(limit) : Bound.atMost(limit));
    }

    /** A duration as a file would write it. */
    static String show(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toSecondsPart() != 0 || duration.isZero()
                ? duration.toSeconds() + "s"
                : duration.toMinutes() + "m";
    }
}
