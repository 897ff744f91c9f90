package io.firebreak.chaos.compare;

import io.firebreak.chaos.journal.DayHeader;
import io.firebreak.chaos.journal.Moment;
import io.firebreak.chaos.journal.RecordedDay;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.LiveMeasure;
import io.firebreak.chaos.measure.OutcomeLog;
import io.firebreak.chaos.measure.Share;
import io.firebreak.chaos.measure.SlidingMeasure;
import io.firebreak.chaos.measure.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One day of a journal along its time axis.
 *
 * @param predicted tenants that were expected below the SLO
 * @param whole whether the day went to its measured end, and the journal has all of it
 * @param seconds from the start of the load on
 */
record ReplayedDay(
        int day,
        String gameday,
        String architecture,
        long seed,
        int cells,
        int tenants,
        List<String> predicted,
        boolean whole,
        List<Second> seconds) {

    /**
     * One second of the load.
     *
     * @param second counted from 0 at the start of the load
     * @param happened phases and faults that began or ended in it
     * @param good launches and lists due in it that went well
     * @param bad those that did not
     * @param belowSlo tenants below the SLO by those due in the last ten seconds
     */
    record Second(int second, List<String> happened, long good, long bad, long belowSlo) {}

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    static ReplayedDay of(RecordedDay day) {
        DayHeader header = day.header();
        return new ReplayedDay(
                header.number(),
                header.gameday(),
                header.architecture(),
                header.seed(),
                header.cells(),
                header.tenants().size(),
                day.prediction().belowSlo().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList(),
                day.ending() != null && day.unkept() == 0,
                seconds(day));
    }

    private static List<Second> seconds(RecordedDay day) {
        DayHeader header = day.header();
        Slo slo = header.slo();
        Set<String> leftOut = header.tenants().stream()
                .filter(DayHeader.Tenant::leftOut)
                .map(DayHeader.Tenant::id)
                .collect(Collectors.toSet());
        List<IntentOutcome> counted = day.outcomes().stream()
                .filter(outcome -> !leftOut.contains(outcome.tenant().value()))
                .toList();
        long last = counted.stream().mapToLong(IntentOutcome::dueNanos).max().orElse(-1);
        List<Second> seconds = new ArrayList<>();
        for (long from = 0; from <= last; from += NANOS_PER_SECOND) {
            long to = from + NANOS_PER_SECOND;
            LiveMeasure lately = lookingAt(counted, to - SlidingMeasure.WIDTH.toNanos(), to, slo);
            Share share = lately.share(from, to);
            int second = (int) (from / NANOS_PER_SECOND);
            seconds.add(new Second(
                    second,
                    happened(day.moments(), second),
                    share.good(),
                    share.intents() - share.good(),
                    lately.tenantsBelowSlo(to - SlidingMeasure.WIDTH.toNanos(), to)));
        }
        return seconds;
    }

    private static LiveMeasure lookingAt(List<IntentOutcome> outcomes, long from, long to, Slo slo) {
        OutcomeLog log = new OutcomeLog();
        outcomes.stream()
                .filter(outcome -> outcome.dueNanos() >= from && outcome.dueNanos() < to)
                .forEach(log::add);
        return new LiveMeasure(log, Set.of(), slo);
    }

    private static List<String> happened(List<Moment> moments, int second) {
        return moments.stream()
                .filter(moment -> (int) moment.seconds() == second)
                .map(Moment::what)
                .toList();
    }
}
