package io.firebreak.cell.launch;

import io.firebreak.cell.capacity.HostStore;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/**
 * A planted fault: lets the launch be acknowledged and commits it a moment later. A test that kills nodes and does not
 * find launches missing with this switched on finds nothing at all.
 */
class EarlyAnswer implements LaunchCommit {
    private static final Logger log = LoggerFactory.getLogger(EarlyAnswer.class);
    /** Long enough for a kill to fall into it now and then. */
    private static final Duration LATER = Duration.ofMillis(100);

    private final LaunchCommit promise;
    private final HostStore hosts;
    private final TaskScheduler scheduler;
    private final InstantSource clock;

    EarlyAnswer(LaunchCommit promise, HostStore hosts, TaskScheduler scheduler, InstantSource clock) {
        this.promise = promise;
        this.hosts = hosts;
        this.scheduler = scheduler;
        this.clock = clock;
        log.warn("Launches are acknowledged before they commit: this node breaks its promise on purpose");
    }

    @Override
    public CommitOutcome commit(LaunchPlan plan) {
        var _ = scheduler.schedule(() -> promise.commit(plan), clock.instant().plus(LATER));
        return new CommitOutcome.Committed(hosts.read(plan.reservations().keySet()));
    }
}
