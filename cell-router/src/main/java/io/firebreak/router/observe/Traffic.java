package io.firebreak.router.observe;

import io.firebreak.assigner.CellId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What went through the router, read out of its own metrics: two looks and the time between them make a rate. */
final class Traffic {
    private static final String OUTCOME = "outcome";

    private final MeterRegistry meters;

    Traffic(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Everything at once.
     *
     * @param inFlight requests being served
     * @param retriesLeft that could be paid for right now
     * @param requests since the start, by outcome
     * @param shed of them turned away since their tenant sent too many
     */
    record Now(long inFlight, long retriesLeft, Map<String, Long> requests, long shed) {}

    Now now() {
        return new Now(
                gauge("firebreak.router.in.flight"),
                gauge("firebreak.router.retry.budget.left"),
                meters.find("firebreak.router.requests").timers().stream()
                        .collect(Collectors.groupingBy(
                                Traffic::outcome, TreeMap::new, Collectors.summingLong(Timer::count))),
                counted(meters.find("firebreak.router.shed").counters()));
    }

    Map<String, Long> callsOf(CellId cell) {
        return meters.find("firebreak.router.cell.calls").tag("cell", cell.value()).counters().stream()
                .collect(Collectors.groupingBy(
                        Traffic::outcome,
                        TreeMap::new,
                        Collectors.summingLong(counter -> Math.round(counter.count()))));
    }

    private long gauge(String name) {
        return meters.find(name).gauges().stream()
                .mapToLong(gauge -> Math.round(valueOf(gauge)))
                .sum();
    }

    private static double valueOf(Gauge gauge) {
        double value = gauge.value();
        return Double.isNaN(value) ? 0 : value;
    }

    private static long counted(Collection<Counter> counters) {
        return counters.stream()
                .mapToLong(counter -> Math.round(counter.count()))
                .sum();
    }

    private static String outcome(Meter meter) {
        return Objects.requireNonNullElse(meter.getId().getTag(OUTCOME), "none");
    }
}
