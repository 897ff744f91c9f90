package io.firebreak.cell.admission;

import io.firebreak.assigner.StableHash;
import io.firebreak.cell.access.Caller;
import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.settings.AdmissionSettings;
import io.firebreak.cell.settings.CellSettings;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * The door of a node for calls of tenants whose keys are valid: holds a call up until it is its turn, and remembers how long
 * those let in took. Waiting costs a virtual thread, and the room for those who wait is bounded.
 */
@Component
class Admission {
    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingRoom room;
    private final AdaptiveLimit limit;
    private final AdmissionMeters meters;
    private final Clock clock;
    private final Duration longestWait;
    private final long seed;

    Admission(CellSettings settings, RandomGenerator random, MeterRegistry registry) {
        AdmissionSettings admission = settings.admission();
        this.seed = random.nextLong();
        this.room = new WaitingRoom(admission, random.nextLong());
        this.limit = new AdaptiveLimit(admission, seats -> locked(() -> room.limitTo(seats)));
        this.clock = registry.config().clock();
        this.longestWait = admission.longestWait();
        this.meters = new AdmissionMeters(registry, this);
    }

    /** One that was let in, until it leaves. */
    record Stay(Visitor visitor, long sinceNanos) {}

    /**
     * Returns once it is the caller's turn; throws {@link TurnedAwayException} if it will not be.
     *
     * @param callersPatience for how long anybody waits for the answer
     */
    Stay enter(Level level, Caller caller, Duration callersPatience) {
        Visitor visitor = new Visitor(level, hashOf(caller));
        long arrival = clock.monotonicTime();
        locked(() -> room.arrive(visitor));
        boolean impatient = callersPatience.compareTo(longestWait) < 0;
        Verdict verdict = visitor.await(impatient ? callersPatience : longestWait)
                .orElseGet(() -> giveUp(visitor, impatient ? Verdict.CALLER_GAVE_UP : Verdict.WAITED_TOO_LONG));
        long now = clock.monotonicTime();
        meters.waited(level, now - arrival);
        if (verdict != Verdict.LET_IN) {
            meters.turnedAway(level, verdict);
            throw new TurnedAwayException(verdict, visitor.isAmongItsOwn());
        }
        if (now - arrival > callersPatience.toNanos()) {
            locked(() -> room.leave(level));
            meters.turnedAway(level, Verdict.CALLER_GAVE_UP);
            throw new TurnedAwayException(Verdict.CALLER_GAVE_UP, false);
        }
        return new Stay(visitor, now);
    }

    /** @param telling whether how long it took says how busy the node is */
    void leave(Stay stay, boolean telling) {
        int servedAtOnce = ask(() -> {
            int serving = room.serving();
            room.leave(stay.visitor().level());
            return serving;
        });
        if (telling) {
            limit.took(stay.sinceNanos(), clock.monotonicTime() - stay.sinceNanos(), servedAtOnce);
        }
    }

    int seats() {
        return ask(room::seats);
    }

    int serving(Level level) {
        return ask(() -> room.serving(level));
    }

    int waiting(Level level) {
        return ask(() -> room.waiting(level));
    }

    private Verdict giveUp(Visitor visitor, Verdict why) {
        locked(() -> room.giveUp(visitor, why));
        return visitor.verdict().orElseThrow();
    }

    /** The operator counts as one tenant. */
    private long hashOf(Caller caller) {
        return switch (caller) {
            case Caller.OfTenant(Tenant tenant) ->
                StableHash.of(seed, tenant.id().value());
            case Caller.Operator _ -> seed;
        };
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private int ask(IntSupplier question) {
        lock.lock();
        try {
            return question.getAsInt();
        } finally {
            lock.unlock();
        }
    }
}
