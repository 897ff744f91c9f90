package io.firebreak.chaos.bench.fairness;

import io.firebreak.chaos.bench.fairness.Course.Phase;
import io.firebreak.chaos.bench.fairness.Course.Place;
import io.firebreak.chaos.bench.load.AnswerLog;
import io.firebreak.chaos.bench.load.Exchange;
import io.firebreak.chaos.bench.load.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Counts what the others were answered by the phase in which each request was due, of all rounds and of each. */
final class PhaseLog implements AnswerLog {
    private final Course course;
    private final long startNanos;
    private final Tally quiet = new Tally();
    private final Tally flood = new Tally();
    private final Map<Place, Tally> ofRounds = new HashMap<>();

    PhaseLog(Course course, long startNanos) {
        this.course = course;
        this.startNanos = startNanos;
    }

    @Override
    public void ended(Exchange exchange, int status, long endNanos) {
        course.at(exchange.dueNanos() - startNanos).ifPresent(place -> {
            of(place.phase()).ended(exchange, status, endNanos);
            of(place).ended(exchange, status, endNanos);
        });
    }

    private Tally of(Phase phase) {
        return phase == Phase.QUIET ? quiet : flood;
    }

    private Tally of(Place place) {
        return ofRounds.computeIfAbsent(place, _ -> new Tally());
    }

    /** Of all rounds. */
    Tally.Figures figures(Phase phase) {
        return of(phase).figures();
    }

    /** The 99th percentile of each round, in milliseconds. */
    List<Double> p99Millis(Phase phase) {
        return IntStream.range(0, course.rounds())
                .mapToObj(round -> of(new Place(phase, round)).figures().p99Millis())
                .toList();
    }
}
