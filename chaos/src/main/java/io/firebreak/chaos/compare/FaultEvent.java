package io.firebreak.chaos.compare;

import io.firebreak.chaos.fault.FaultPlan;
import io.firebreak.chaos.fault.PlannedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Something to do to a fault at a time counted from the end of the steady state, negative before it. */
record FaultEvent(long nanos, Action action, PlannedFault fault) {
    /** In the order in which those of one moment are taken. */
    enum Action {
        END,
        PREPARE,
        START
    }

    /** Enough for every node to answer that it is armed, and for the tenant's last requests to have ended before. */
    static final Duration LEAD = Duration.ofMillis(1_500);

    /** Everything a plan makes necessary, in order. */
    static List<FaultEvent> of(FaultPlan plan) {
        List<FaultEvent> events = new ArrayList<>();
        for (PlannedFault fault : plan.faults()) {
            long at = fault.step().at().toNanos();
            events.add(new FaultEvent(at - LEAD.toNanos(), Action.PREPARE, fault));
            events.add(new FaultEvent(at, Action.START, fault));
            events.add(new FaultEvent(fault.step().end().toNanos(), Action.END, fault));
        }
        events.sort(Comparator.comparingLong(FaultEvent::nanos).thenComparing(FaultEvent::action));
        return List.copyOf(events);
    }

    boolean isBeforeZero() {
        return nanos < 0;
    }
}
