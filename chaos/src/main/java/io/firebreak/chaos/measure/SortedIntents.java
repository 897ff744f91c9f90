package io.firebreak.chaos.measure;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Intents along one of their times, with running sums: the share of any stretch costs two binary searches. */
final class SortedIntents {
    private final long[] times;
    private final int[] goodBefore;

    private SortedIntents(long[] times, int[] goodBefore) {
        this.times = times;
        this.goodBefore = goodBefore;
    }

    static SortedIntents of(
            List<IntentOutcome> intents, ToLongFunction<IntentOutcome> time, Predicate<IntentOutcome> good) {
        List<IntentOutcome> sorted =
                intents.stream().sorted(Comparator.comparingLong(time)).toList();
        long[] times = sorted.stream().mapToLong(time).toArray();
        int[] goodBefore = new int[times.length + 1];
        for (int i = 0; i < times.length; i++) {
            goodBefore[i + 1] = goodBefore[i] + (good.test(sorted.get(i)) ? 1 : 0);
        }
        return new SortedIntents(times, goodBefore);
    }

    /** Of those whose time lies in [from, to). */
    Share share(long from, long to) {
        int first = firstAtOrAfter(from);
        int past = firstAtOrAfter(to);
        return new Share(goodBefore[past] - goodBefore[first], past - first);
    }

    /** Whether the last one before this time is good; so it is when there is none. */
    boolean lastBeforeIsGood(long time) {
        int past = firstAtOrAfter(time);
        return past == 0 || goodBefore[past] > goodBefore[past - 1];
    }

    private int firstAtOrAfter(long time) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
