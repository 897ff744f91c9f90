package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.bench.load.AnswerLog;
import io.firebreak.chaos.bench.load.Exchange;
import io.firebreak.chaos.bench.load.Slo;
import io.firebreak.chaos.bench.load.Tally;
import java.util.List;
import java.util.stream.Stream;

/** Counts what requests were answered, by the step and by the moment in which each was due. */
final class GoodputLog implements AnswerLog {
    private final Steps steps;
    private final long startNanos;
    private final List<Tally> tallies;
    private final Timeline timeline;

    GoodputLog(Steps steps, long startNanos) {
        this.steps = steps;
        this.startNanos = startNanos;
        this.tallies = Stream.generate(Tally::new).limit(steps.all().size()).toList();
        this.timeline = new Timeline(steps.length());
    }

    @Override
    public void ended(Exchange exchange, int status, long endNanos) {
        long at = exchange.dueNanos() - startNanos;
        tallies.get(steps.at(at)).ended(exchange, status, endNanos);
        timeline.add(at, Slo.isGood(status, endNanos - exchange.dueNanos()));
    }

    /** Of each step. */
    List<Tally.Figures> figures() {
        return tallies.stream().map(Tally::figures).toList();
    }

    Timeline timeline() {
        return timeline;
    }
}
