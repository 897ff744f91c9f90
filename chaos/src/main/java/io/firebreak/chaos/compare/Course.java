package io.firebreak.chaos.compare;

import io.firebreak.chaos.fault.FaultPlan;
import io.firebreak.chaos.fault.Injector;
import io.firebreak.chaos.fault.PlannedFault;
import io.firebreak.chaos.gameday.Bound;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.GameDay.Abort;
import io.firebreak.chaos.journal.DayLog;
import io.firebreak.chaos.load.LoadGenerator;
import io.firebreak.chaos.measure.DayTimes;
import io.firebreak.chaos.measure.FaultSpan;
import io.firebreak.chaos.measure.LiveMeasure;
import io.firebreak.chaos.measure.Share;
import io.firebreak.chaos.measure.SlidingMeasure;
import io.firebreak.chaos.region.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The phases of a day, by the load's clock: warm-up, steady state, faults, recovery. For use by one thread. */
final class Course {
    /**
     * A region that has just started on a small machine may still be warming up when its time is over: the steady state
     * is what the last of so many tries in a row shows.
     */
    private static final int MOST_STEADY_STATES = 4;

    private static final long POLL_NANOS = 1_000_000_000L;
    private static final long BETWEEN_WORDS_NANOS = 5_000_000_000L;
    /** Three seconds of the load of a day hold a few intents of each tenant. */
    private static final long LEAST_ABORT_NANOS = 3_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    private final GameDay gameDay;
    private final List<FaultEvent> events;
    private final LoadGenerator load;
    private final Injector injector;
    private final LiveMeasure live;
    private final DayLog log;
    private final Progress progress;
    private final Optional<Bound> abortAt;
    private final Map<PlannedFault, Long> startedAt = new HashMap<>();
    private final Set<PlannedFault> ended = new HashSet<>();
    private final List<FaultSpan> spans = new ArrayList<>();
    private long steadyFrom;
    private long zero;
    private long faultFrom;
    private long faultTo;
    private long end;
    private @Nullable String aborted;

    Course(
            GameDay gameDay,
            FaultPlan plan,
            LoadGenerator load,
            Injector injector,
            LiveMeasure live,
            Optional<Abort> abort,
            DayLog log,
            Progress progress) {
        this.abortAt = abort.map(Abort::belowSlo);
        this.gameDay = gameDay;
        this.events = FaultEvent.of(plan);
        this.load = load;
        this.injector = injector;
        this.live = live;
        this.log = log;
        this.progress = progress;
    }

    /** Goes through all phases; without a steady state there are no faults. */
    void run() throws InterruptedException, TimeoutException {
        log.phase("warm-up", 0);
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

    /** Why the faults were undone before their time; null when they were not. */
    @Nullable
    String aborted() {
        return aborted;
    }

    private boolean isSteady() throws InterruptedException, TimeoutException {
        long width = gameDay.steadyState().duration().toNanos();
        zero = gameDay.warmUp().toNanos();
        for (int tries = 1; tries <= MOST_STEADY_STATES; tries++) {
            steadyFrom = zero;
            zero = steadyFrom + width;
            faultFrom = zero;
            faultTo = zero;
            log.phase("steady state", steadyFrom);
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
        log.phase("fault window", faultFrom);
        for (FaultEvent event : events) {
            if (!event.isBeforeZero()) {
                watchUntil(zero + event.nanos());
                if (aborted != null) {
                    breakOff();
                    return;
                }
                make(event);
            }
        }
    }

    /** Undoes every fault that has been made, and makes no other. */
    private void breakOff() throws InterruptedException, TimeoutException {
        faultTo = load.elapsedNanos();
        for (FaultEvent event : events) {
            if (event.action() == FaultEvent.Action.END && isUnderWay(event.fault())) {
                make(event);
            }
        }
    }

    private boolean isUnderWay(PlannedFault fault) {
        return startedAt.containsKey(fault) && !ended.contains(fault);
    }

    private void make(FaultEvent event) throws InterruptedException, TimeoutException {
        PlannedFault fault = event.fault();
        switch (event.action()) {
            case PREPARE -> injector.prepare(fault);
            case START -> {
                startedAt.put(fault, load.elapsedNanos());
                injector.start(fault);
                note("starts", fault);
                progress.report("%s: %s".formatted(fault.step().fault().label(), fault.target()));
            }
            case END -> {
                long started = startedAt.getOrDefault(fault, zero);
                spans.add(span(fault, started, load.elapsedNanos()));
                injector.end(fault);
                note("ends", fault);
                ended.add(fault);
                progress.report("%s ends".formatted(fault.step().fault().label()));
            }
        }
    }

    private void note(String action, PlannedFault fault) {
        log.fault(action, fault.step().fault().label(), fault.target(), cells(fault), load.elapsedNanos());
    }

    private static List<String> cells(PlannedFault fault) {
        return fault.reached().stream().sorted().map(Object::toString).toList();
    }

    private FaultSpan span(PlannedFault fault, long from, long to) {
        return new FaultSpan(
                fault.step().fault().label(),
                fault.target(),
                cells(fault),
                fault.processes().stream().map(Object::toString).toList(),
                (from - zero) / NANOS_PER_SECOND,
                (to - zero) / NANOS_PER_SECOND);
    }

    /** Looks every second whether the damage is too great, and tells every five what the tenants see. */
    private void watchUntil(long moment) {
        long nextWord = load.elapsedNanos() + BETWEEN_WORDS_NANOS;
        while (aborted == null && load.elapsedNanos() + POLL_NANOS < moment) {
            load.waitUntil(load.elapsedNanos() + POLL_NANOS);
            long complete = load.completeUntilNanos();
            if (load.elapsedNanos() >= nextWord) {
                nextWord += BETWEEN_WORDS_NANOS;
                progress.report("%d tenants are below the SLO".formatted(live.tenantsBelowSlo(faultFrom, complete)));
            }
            abortAt.ifPresent(limit -> abortAbove(limit, complete));
        }
        if (aborted == null) {
            load.waitUntil(moment);
        }
    }

    /** By the last seconds, and not before there are some of the faults' time: one bad answer is no damage. */
    private void abortAbove(Bound limit, long complete) {
        long from = Math.max(faultFrom, complete - SlidingMeasure.WIDTH.toNanos());
        if (complete - from < LEAST_ABORT_NANOS) {
            return;
        }
        double share = live.shareBelowSlo(from, complete);
        if (limit.holds(share)) {
            aborted = String.format(
                    Locale.ROOT,
                    "the day was aborted %.0f s after its first fault: %.1f %% of the tenants were below the SLO, the limit is %s",
                    (load.elapsedNanos() - faultFrom) / NANOS_PER_SECOND,
                    share * 100,
                    limit);
            progress.report(aborted);
        }
    }

    private void recovery() {
        log.phase("recovery", faultTo);
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
