package io.firebreak.chaos.measure;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The sums of one phase of one day.
 *
 * @param intents of all kinds
 * @param scored launches and lists
 * @param latency of all kinds, in microseconds
 */
record PhaseTotals(String phase, long intents, Share scored, Histogram latency) {

    /** The same phase of several days as one. */
    static PhaseMeasure pool(String phase, List<PhaseTotals> days) {
        Histogram all = Latency.none();
        days.forEach(day -> all.add(day.latency()));
        return new PhaseMeasure(
                phase,
                days.stream().mapToLong(PhaseTotals::intents).sum(),
                days.stream()
                        .map(PhaseTotals::scored)
                        .reduce(Share.NONE, Share::plus)
                        .value(),
                Latency.millis(all));
    }
}
