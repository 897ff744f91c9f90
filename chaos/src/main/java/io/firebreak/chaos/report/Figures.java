package io.firebreak.chaos.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as they are printed in reports, with their units. */
final class Figures {
    private Figures() {}

    /** A share of 0 to 1 as percent, such as {@code 3.6 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, share == 1 ? "%.0f %%" : "%.1f %%", share * 100);
    }

    /** Like {@link #percent}, with the digits that tell apart what is close to all. */
    static String availability(double share) {
        return share >= 0.999 && share < 1 ? String.format(Locale.ROOT, "%.3f %%", share * 100) : percent(share);
    }

    static String seconds(@Nullable Double seconds) {
        return seconds == null ? "never" : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    static String millis(double millis) {
        return millis >= 1_000
                ? String.format(Locale.ROOT, "%.2f s", millis / 1_000)
                : String.format(Locale.ROOT, "%.0f ms", millis);
    }

    static String millis(long millis) {
        return millis((double) millis);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
