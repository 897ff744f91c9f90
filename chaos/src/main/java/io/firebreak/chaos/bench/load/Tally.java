package io.firebreak.chaos.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the requests of a stretch of time were answered, counted one by one. */
public final class Tally implements AnswerLog {
    private final Histogram latencies = new Histogram(Load.SIGNIFICANT_DIGITS);
    private final Histogram lags = new Histogram(Load.SIGNIFICANT_DIGITS);
    private final Map<String, Long> answers = new TreeMap<>();
    private long requests;
    private long good;
    private long refused;

    @Override
    public void ended(Exchange exchange, int status, long endNanos) {
        long took = Math.max(0, endNanos - exchange.dueNanos());
        requests++;
        good += Slo.isGood(status, took) ? 1 : 0;
        lags.recordValue(Math.max(0, exchange.sentNanos() - exchange.dueNanos()));
        if (status / 100 == 2) {
            latencies.recordValue(took);
            answers.merge(Integer.toString(status), 1L, Long::sum);
        } else {
            refused++;
            answers.merge(AnswerNames.of(status, exchange.answer()), 1L, Long::sum);
        }
    }

    /**
     * The figures.
     *
     * @param requests all that have ended
     * @param good those that succeeded within {@link Slo#LATENCY} of the moment they were due
     * @param refused those that did not succeed
     * @param answers how many of each, by {@link AnswerNames}
     * @param p50Millis of those that succeeded, from when they were due; so are the other latencies
     * @param lagP99Millis from when a request was due to when it was sent
     */
    public record Figures(
            long requests,
            long good,
            long refused,
            Map<String, Long> answers,
            double p50Millis,
            double p99Millis,
            double p999Millis,
            double lagP99Millis) {
        public Figures {
            answers = new TreeMap<>(answers);
        }

        /** Whether the requests were sent when they were due, so that the figures are those of the region. */
        public boolean isOnSchedule() {
            return lagP99Millis <= Slo.LONGEST_LAG.toMillis();
        }
    }

    /** As they are now. */
    public Figures figures() {
        return new Figures(
                requests,
                good,
                refused,
                answers,
                millis(latencies, 50),
                millis(latencies, 99),
                millis(latencies, 99.9),
                millis(lags, 99));
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
