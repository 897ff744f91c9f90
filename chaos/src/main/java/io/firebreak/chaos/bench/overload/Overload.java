package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.bench.load.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured.
 *
 * @param capacity requests per second that succeeded within the SLO, as many as the clients could get by asking again at once
 * @param highest the number of the step of the greatest load, from 0
 * @param recoverySeconds from the end of the overload to the first second within the SLO; null when there was none
 * @param grown what router or cell held more of after a rest than before
 * @param generatorMicros processor time of the generator for each request
 */
record Overload(
        double capacity,
        List<StepResult> steps,
        int highest,
        @Nullable Double recoverySeconds,
        List<String> grown,
        double generatorMicros) {
    static final double LEAST_OF_PEAK = 0.9;
    static final double LONGEST_RECOVERY_SECONDS = 5;
    /** With less of a step sent there was no such step. */
    private static final double LEAST_SENT = 0.98;

    Overload {
        steps = List.copyOf(steps);
        grown = List.copyOf(grown);
    }

    /** The greatest goodput there was, in whatever way it was asked for. */
    double peak() {
        return Math.max(
                capacity, steps.stream().mapToDouble(StepResult::goodput).max().orElse(0));
    }

    StepResult worst() {
        return steps.get(highest);
    }

    /** Of the peak, at the greatest load. */
    double share() {
        return worst().goodput() / Math.max(peak(), Double.MIN_NORMAL);
    }

    /** What was not kept, or why there is no verdict. */
    List<String> broken(double stepSeconds) {
        List<String> broken = new ArrayList<>();
        for (StepResult step : steps) {
            if (!step.figures().isOnSchedule()
                    || step.figures().requests() < LEAST_SENT * step.offered() * stepSeconds) {
                broken.add(String.format(
                        Locale.ROOT,
                        "no verdict on %.1f times the capacity: %d of %.0f requests were sent, 99 of 100 less than %.0f ms late; %d ms are allowed",
                        step.factor(),
                        step.figures().requests(),
                        step.offered() * stepSeconds,
                        step.figures().lagP99Millis(),
                        Slo.LONGEST_LAG.toMillis()));
            }
        }
        if (share() < LEAST_OF_PEAK) {
            broken.add(String.format(
                    Locale.ROOT,
                    "at %.1f times the capacity goodput was %.0f/s, %.0f %% of the peak of %.0f/s; at least %.0f %% is promised",
                    worst().factor(),
                    worst().goodput(),
                    100 * share(),
                    peak(),
                    100 * LEAST_OF_PEAK));
        }
        if (recoverySeconds == null || recoverySeconds > LONGEST_RECOVERY_SECONDS) {
            broken.add(
                    recoverySeconds == null
                            ? "after the overload no second was within the SLO again"
                            : String.format(
                                    Locale.ROOT,
                                    "after the overload it took %.1f s until a second was within the SLO; at most %.0f s are promised",
                                    recoverySeconds,
                                    LONGEST_RECOVERY_SECONDS));
        }
        broken.addAll(grown);
        return broken;
    }
}
