package io.firebreak.chaos.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Good and bad scored intents by the second they were due in, counted from the end of the steady state. */
final class SecondsSeries {
    private final int firstSecond;
    private final int[] good;
    private final int[] bad;

    private SecondsSeries(int firstSecond, int seconds) {
        this.firstSecond = firstSecond;
        this.good = new int[seconds];
        this.bad = new int[seconds];
    }

    static SecondsSeries of(List<IntentOutcome> scored, DayTimes times, Slo slo) {
        int first = times.secondOf(0);
        SecondsSeries series = new SecondsSeries(first, Math.max(0, times.secondOf(times.end()) - first + 1));
        for (IntentOutcome outcome : scored) {
            int index = times.secondOf(outcome.dueNanos()) - first;
            if (index < series.good.length) {
                (outcome.isGood(slo) ? series.good : series.bad)[index]++;
            }
        }
        return series;
    }

    /**
     * Seconds from {@code fromSecond} on in which the tenant was out of its SLO. A second in which nothing was due is as
     * the one before it.
     */
    int secondsLost(int fromSecond, Slo slo) {
        int lost = 0;
        boolean out = false;
        for (int i = Math.max(0, fromSecond - firstSecond); i < good.length; i++) {
            Share share = new Share(good[i], good[i] + bad[i]);
            out = share.intents() == 0 ? out : share.value() < slo.availability();
            lost += out ? 1 : 0;
        }
        return lost;
    }

    List<Integer> good() {
        return IntStream.of(good).boxed().toList();
    }

    List<Integer> bad() {
        return IntStream.of(bad).boxed().toList();
    }

    /** Good shares; null where nothing was due. */
    List<@Nullable Double> shares() {
        List<@Nullable Double> shares = new ArrayList<>();
        for (int i = 0; i < good.length; i++) {
            int all = good[i] + bad[i];
            shares.add(all == 0 ? null : (double) good[i] / all);
        }
        return Collections.unmodifiableList(shares);
    }
}
