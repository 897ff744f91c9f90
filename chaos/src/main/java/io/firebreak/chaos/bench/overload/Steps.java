package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.bench.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Steps one right after the other: what one leaves behind the next one meets. */
record Steps(List<LoadStep> all) {
    Steps {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a load has one step at least");
        }
    }

    /** Steps of equal length, each a multiple of the capacity. */
    static Steps of(List<Double> factors, double capacityPerSecond, Duration length) {
        return new Steps(factors.stream()
                .map(factor -> new LoadStep(factor, factor * capacityPerSecond, length))
                .toList());
    }

    Duration length() {
        return all.stream().map(LoadStep::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** When a step begins, from the start of the first. */
    Duration begin(int step) {
        return all.subList(0, step).stream().map(LoadStep::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** The step at that moment; the last one after the end. */
    int at(long nanosFromStart) {
        long left = nanosFromStart;
        for (int step = 0; step < all.size() - 1; step++) {
            left -= all.get(step).length().toNanos();
            if (left < 0) {
                return step;
            }
        }
        return all.size() - 1;
    }

    /** The one of the highest rate. */
    int highest() {
        int highest = 0;
        for (int step = 1; step < all.size(); step++) {
            if (all.get(step).factor() > all.get(highest).factor()) {
                highest = step;
            }
        }
        return highest;
    }

    /** When the last step above the capacity ends. */
    Duration endOfOverload() {
        int last = all.size() - 1;
        while (last > 0 && all.get(last).factor() <= 1) {
            last--;
        }
        return begin(last + 1);
    }

    /** The rate at that moment, in requests per second; 0 after the end. */
    double rateAt(Duration fromStart) {
        return fromStart.compareTo(length()) < 0
                ? all.get(at(fromStart.toNanos())).perSecond()
                : 0;
    }

    /** Requests are due at even distances within each step, whatever is answered. */
    Pace pace(long startNanos) {
        List<Long> begins = new ArrayList<>();
        for (int step = 0; step <= all.size(); step++) {
            begins.add(startNanos + begin(step).toNanos());
        }
        return new Pace() {
            private int step;
            private long started;

            @Override
            public long nextDue(long now) {
                return step == all.size()
                        ? Long.MAX_VALUE
                        : begins.get(step)
                                + (long) (started * 1e9 / all.get(step).perSecond());
            }

            @Override
            public void started() {
                started++;
                if (started >= all.get(step).requests()) {
                    step++;
                    started = 0;
                }
            }
        };
    }
}
