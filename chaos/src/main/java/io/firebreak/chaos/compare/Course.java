package io.firebreak.chaos.compare;

import io.firebreak.chaos.fault.FaultPlan;
import io.firebreak.chaos.fault.Injector;
import io.firebreak.chaos.fault.PlannedFault;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.load.LoadGenerator;
import io.firebreak.chaos.measure.DayTimes;
import io.firebreak.chaos.measure.FaultSpan;
import io.firebreak.chaos.measure.LiveMeasure;
import io.firebreak.chaos.measure.Share;
import io.firebreak.chaos.measure.SlidingMeasure;
import io.firebreak.chaos.region.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** The phases of a day, by the load's clock: warm-up, steady state, faults, recovery. For use by one thread. */
final class Course {
    /**
     * A region that has just started on a small machine may still be warming up when its time is over: the steady state
     * is what the last of so many tries in a row shows.
     */
    private static final int MOST_STEADY_STATES = 4;

    private static final long POLL_NANOS = 1_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final GameDay gameDay;
    private final List<FaultEvent> events;
    private final LoadGenerator load;
    private final Injector injector;
    private final LiveMeasure live;
    private final Progress progress;
    private final Map<PlannedFault, Long> startedAt = new HashMap<>();
    private final List<FaultSpan> spans = new ArrayList<>();
    private long steadyFrom;
    private long zero;
    private long faultFrom;
    private long faultTo;
    private long end;

    Course(
            GameDay gameDay,
            FaultPlan plan,
            LoadGenerator load,
            Injector injector,
            LiveMeasure live,
            Progress progress) {
        this.gameDay = gameDay;
        this.events = FaultEvent.of(plan);
        this.load = load;
        this.injector = injector;
        this.live = live;
        this.progress = progress;
    }

    /** Goes through all phases; without a steady state there are no faults. */
    void run() throws InterruptedException, TimeoutException {
        progress.report("warm-up of %d s".formatted(gameDay.warmUp().toSeconds()));
        if (isSteady()) {
            faults();
            recovery();
        }
        end = load.elapsedNanos();
    }

    DayTimes times() {
        return new DayTimes(steadyFrom, zero, faultFrom, faultTo, end);
    }

    /** The faults as they were made. */
    List<FaultSpan> spans() {
        return List.copyOf(spans);
    }

    private boolean isSteady() throws InterruptedException, TimeoutException {
        long width = gameDay.steadyState().duration().toNanos();
        zero = gameDay.warmUp().toNanos();
        for (int tries = 1; tries <= MOST_STEADY_STATES; tries++) {
            steadyFrom = zero;
            zero = steadyFrom + width;
            faultFrom = zero;
            faultTo = zero;
            if (tries == 1) {
                prepareEarly();
            }
            load.waitUntil(zero);
            Share share = live.share(steadyFrom, zero);
            boolean steady = gameDay.steadyState().require().availability().holds(share.value());
            progress.report(String.format(
                    Locale.ROOT,
                    "steady state: %.2f %% of %d intents good%s",
                    share.value() * 100,
                    share.intents(),
                    steady
                            ? ""
                            : ", required " + gameDay.steadyState().require().availability()));
            if (steady) {
                return true;
            }
        }
        return false;
    }

    /** What is prepared before the steady state's end is prepared before its first possible end. */
    private void prepareEarly() throws InterruptedException, TimeoutException {
        for (FaultEvent event : events) {
            if (event.isBeforeZero()) {
                load.waitUntil(zero + event.nanos());
                injector.prepare(event.fault());
            }
        }
    }

    private void faults() throws InterruptedException, TimeoutException {
        faultFrom = zero
                + gameDay.method().stream()
                        .mapToLong(step -> step.at().toNanos())
                        .min()
                        .orElse(0);
        faultTo = zero + gameDay.methodLasts().toNanos();
        for (FaultEvent event : events) {
            if (!event.isBeforeZero()) {
                watchUntil(zero + event.nanos());
                make(event);
            }
        }
    }

    private void make(FaultEvent event) throws InterruptedException, TimeoutException {
        PlannedFault fault = event.fault();
        switch (event.action()) {
            case PREPARE -> injector.prepare(fault);
            case START -> {
                startedAt.put(fault, load.elapsedNanos());
                injector.start(fault);
                progress.report("%s: %s".formatted(fault.step().fault().label(), fault.target()));
            }
            case END -> {
                long started = startedAt.getOrDefault(fault, zero);
                spans.add(span(fault, started, load.elapsedNanos()));
                injector.end(fault);
                progress.report("%s ends".formatted(fault.step().fault().label()));
            }
        }
    }

    private FaultSpan span(PlannedFault fault, long from, long to) {
        return new FaultSpan(
                fault.step().fault().label(),
                fault.target(),
                fault.reached().stream().sorted().map(Object::toString).toList(),
                fault.processes().stream().map(Object::toString).toList(),
                (from - zero) / NANOS_PER_SECOND,
                (to - zero) / NANOS_PER_SECOND);
    }

    /** Tells every five seconds what the tenants see. */
    private void watchUntil(long moment) {
        long step = Duration.ofSeconds(5).toNanos();
        while (load.elapsedNanos() + step < moment) {
            load.waitUntil(load.elapsedNanos() + step);
            progress.report("%d tenants are below the SLO"
                    .formatted(live.tenantsBelowSlo(faultFrom, load.completeUntilNanos())));
        }
        load.waitUntil(moment);
    }

    private void recovery() {
        long last = faultTo
                + gameDay.recovery().within().toNanos()
                + SlidingMeasure.WIDTH.plusSeconds(1).toNanos();
        while (load.elapsedNanos() < last) {
            SlidingMeasure sliding = live.sliding();
            long complete = load.completeUntilNanos();
            if (sliding.recoverySeconds(faultTo, complete).isPresent()
                    && sliding.secondsUntil(gameDay.recovery().require().availability()::holds, faultTo, complete)
                            .isPresent()) {
                progress.report("recovered");
                return;
            }
            load.waitUntil(load.elapsedNanos() + POLL_NANOS);
        }
        progress.report("not recovered in time");
    }
}
