package io.firebreak.chaos.failover;

import io.firebreak.chaos.failover.OpenLoad.Intent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of the intents of some span of time. */
record Outcomes(List<Intent> intents) {
    /** Those that were due in [from, to). */
    Outcomes dueWithin(long fromNanos, long toNanos) {
        return new Outcomes(intents.stream()
                .filter(intent -> intent.dueNanos() - fromNanos >= 0 && intent.dueNanos() - toNanos < 0)
                .toList());
    }

    List<Intent> failed() {
        return intents.stream().filter(intent -> !intent.isGood()).toList();
    }

    /** How many of those that failed met what in their last attempt. */
    Map<String, Long> failures() {
        return failed().stream()
                .collect(Collectors.groupingBy(
                        intent -> "%s %s".formatted(intent.kind(), intent.met().getLast()),
                        TreeMap::new,
                        Collectors.counting()));
    }

    /** Of any tenant: from when the first of failures in a row was due until the last of them had ended. */
    Duration longestSpanOfErrors() {
        return intents.stream().collect(Collectors.groupingBy(Intent::tenant)).values().stream()
                .map(Outcomes::longestSpan)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    Duration took(double quantile) {
        return quantile(intents.stream().map(Intent::tookNanos).sorted().toList(), quantile);
    }

    /** How late intents were sent. */
    Duration lag(double quantile) {
        return quantile(intents.stream().map(Intent::lagNanos).sorted().toList(), quantile);
    }

    /** How many were answered later than clients are promised. */
    long slowerThan(Duration promised) {
        return intents.stream()
                .filter(intent -> intent.tookNanos() > promised.toNanos())
                .count();
    }

    private static Duration longestSpan(List<Intent> ofOneTenant) {
        Duration longest = Duration.ZERO;
        long begin = 0;
        boolean failing = false;
        List<Intent> inOrder = ofOneTenant.stream()
                .sorted(Comparator.comparingLong(Intent::dueNanos))
                .toList();
        for (Intent intent : inOrder) {
            if (intent.isGood()) {
                failing = false;
                continue;
            }
            if (!failing) {
                begin = intent.dueNanos();
                failing = true;
            }
            Duration span = Duration.ofNanos(intent.endNanos() - begin);
            longest = span.compareTo(longest) > 0 ? span : longest;
        }
        return longest;
    }

    private static Duration quantile(List<Long> sorted, double quantile) {
        return sorted.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(sorted.get((int) Math.min(sorted.size() - 1, quantile * sorted.size())));
    }
}
