package io.firebreak.cell.launch;

import io.firebreak.cell.placement.Placement;
import io.firebreak.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Counts launches by what became of them, and shows how long the choice of hosts took. */
@Component
class LaunchMeters {
    private final MeterRegistry meters;
    private final Tracing tracing;
    private final Timer placing;

    LaunchMeters(MeterRegistry meters, Tracing tracing) {
        this.meters = meters;
        this.tracing = tracing;
        this.placing = Timer.builder("firebreak.launch.place")
                .description("Choosing hosts in memory")
                .publishPercentileHistogram()
                .register(meters);
    }

    Placement placing(Supplier<Placement> choice) {
        return Objects.requireNonNull(placing.record(() -> tracing.part("place", choice)));
    }

    void count(LaunchOutcome outcome) {
        String name = switch (outcome) {
            case LaunchOutcome.Launched launched -> launched.answer().settled() ? "launched" : "taken-over";
            case LaunchOutcome.Replayed _ -> "replayed";
            case LaunchOutcome.Mismatch _ -> "mismatch";
            case LaunchOutcome.NoRoom _ -> "no-room";
            case LaunchOutcome.OverQuota _ -> "over-quota";
            case LaunchOutcome.Contended _ -> "contended";
            case LaunchOutcome.NotHere _ -> "not-here";
        };
        meters.counter("firebreak.launches", "outcome", name).increment();
    }
}
