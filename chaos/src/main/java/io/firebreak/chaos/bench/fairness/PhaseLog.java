package io.firebreak.chaos.bench.fairness;

import io.firebreak.chaos.bench.fairness.Course.Phase;
import io.firebreak.chaos.bench.load.AnswerLog;
import io.firebreak.chaos.bench.load.Exchange;
import io.firebreak.chaos.bench.load.Tally;
import java.util.EnumMap;
import java.util.Map;

/** Counts what the others were answered by the phase in which each request was due. */
final class PhaseLog implements AnswerLog {
    private final Course course;
    private final long startNanos;
    private final Tally quiet = new Tally();
    private final Tally flood = new Tally();

    PhaseLog(Course course, long startNanos) {
        this.course = course;
        this.startNanos = startNanos;
    }

    @Override
    public void ended(Exchange exchange, int status, long endNanos) {
        Phase phase = course.at(exchange.dueNanos() - startNanos);
        if (phase != null) {
            (phase == Phase.QUIET ? quiet : flood).ended(exchange, status, endNanos);
        }
    }

    Map<Phase, Tally.Figures> figures() {
        return new EnumMap<>(Map.of(Phase.QUIET, quiet.figures(), Phase.FLOOD, flood.figures()));
    }
}
