package io.firebreak.cell.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the door does, by level and reason for turning a call away: three and five, never a tenant. */
final class AdmissionMeters {
    private final MeterRegistry registry;
    private final Map<Level, Timer> waits = new EnumMap<>(Level.class);

    AdmissionMeters(MeterRegistry registry, Admission admission) {
        this.registry = registry;
        Gauge.builder("firebreak.admission.limit", admission, Admission::seats)
                .description("Calls of tenants served at once at most, as learnt")
                .register(registry);
        for (Level level : Level.values()) {
            Gauge.builder("firebreak.admission.serving", admission, it -> it.serving(level))
                    .description("Calls being served")
                    .tag("level", level.tag())
                    .register(registry);
            Gauge.builder("firebreak.admission.queue", admission, it -> it.waiting(level))
                    .description("Calls that wait for their turn")
                    .tag("level", level.tag())
                    .register(registry);
            waits.put(
                    level,
                    Timer.builder("firebreak.admission.wait")
                            .description("From the arrival of a call to its verdict")
                            .tag("level", level.tag())
                            .publishPercentileHistogram()
                            .register(registry));
        }
    }

    void waited(Level level, long nanos) {
        Timer timer = waits.get(level);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void turnedAway(Level level, Verdict why) {
        registry.counter("firebreak.admission.refused", "level", level.tag(), "reason", why.tag())
                .increment();
    }
}
