package io.firebreak.cell.commit;

import io.firebreak.cell.edge.CallDeadline;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.ProblemException;
import io.firebreak.cell.settings.CommitSettings;
import io.firebreak.telemetry.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * Commits changes of one kind, those that wait together in one transaction. A change that finds a committer free is
 * committed at once and alone; one that does not waits for at most the commits in progress, and shares the next one
 * with all that waited beside it. So groups grow with the load, and nobody waits for a group to fill.
 *
 * <p>A change fails alone: one that the database refuses makes its group fall apart, and each member is then committed
 * in a transaction of its own, by its own caller. When it is not known whether a group was committed, none of its
 * members knows. A change whose deadline passes while it waits is never written.
 */
public final class GroupCommit<C, R> {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final GroupTransaction<C, R> transaction;
    private final Function<C, Object> key;
    private final CommitMeters meters;
    private final Tracing tracing;
    private final ThreadFactory threads;
    private final InstantSource clock;
    private final int largestGroup;
    private final BlockingQueue<Waiting<C, R>> queue;
    private final Semaphore committers;

    /** @param key of a change; two of one key never meet in a group */
    GroupCommit(
            GroupTransaction<C, R> transaction,
            Function<C, Object> key,
            CommitMeters meters,
            Tracing tracing,
            ThreadFactory threads,
            InstantSource clock,
            CommitSettings settings) {
        this.transaction = transaction;
        this.key = key;
        this.meters = meters;
        this.tracing = tracing;
        this.threads = threads;
        this.clock = clock;
        this.largestGroup = settings.largestGroup();
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        this.committers = new Semaphore(settings.committers());
        meters.watch(queue);
    }

    /**
     * Returns when the change is durable, or decided without one. Throws the problem OVERLOADED if too many are waiting,
     * DEADLINE_EXCEEDED if nobody waits for the call it is part of any more and it has not been written,
     * and what the database threw if the outcome is unknown or the change alone cannot be made.
     */
    public R commit(C change) {
        return tracing.part("commit", () -> commitWithOthers(change));
    }

    private R commitWithOthers(C change) {
        Waiting<C, R> waiting = new Waiting<>(change, CallDeadline.current(), tracing.current());
        if (!queue.offer(waiting)) {
            throw Problem.of(
                            ErrorCode.OVERLOADED,
                            "%d changes are waiting to be committed, no more are accepted".formatted(queue.size()))
                    .retryAfter(SOON)
                    .asException();
        }
        wake();
        leaveTheQueueWhenLate(waiting);
        return waiting.await().orElseGet(() -> alone(waiting));
    }

    /** A database that hangs must not hold those who only wait for it. What a group has taken by then is not given up. */
    private void leaveTheQueueWhenLate(Waiting<C, R> waiting) {
        waiting.deadline().ifPresent(end -> {
            if (!waiting.endsWithin(Duration.between(clock.instant(), end)) && queue.remove(waiting)) {
                throw late();
            }
        });
    }

    private R alone(Waiting<C, R> waiting) {
        if (waiting.isLate(clock.instant())) {
            throw late();
        }
        return transaction.alone(waiting.change());
    }

    private ProblemException late() {
        meters.late();
        return CallDeadline.exceeded().retryAfter(SOON).asException();
    }

    private void wake() {
        if (!queue.isEmpty() && committers.tryAcquire()) {
            threads.newThread(this::commitUntilNoneWaits).start();
        }
    }

    private void commitUntilNoneWaits() {
        try {
            List<Waiting<C, R>> put = new ArrayList<>();
            do {
                List<Waiting<C, R>> group = nextGroup(put);
                if (!group.isEmpty()) {
                    meters.time(group.size(), () -> commit(group));
                }
            } while (!put.isEmpty() || !queue.isEmpty());
        } finally {
            committers.release();
        }
        wake(); // for what was queued after the last look and before the release
    }

    private void commit(List<Waiting<C, R>> group) {
        if (tracing.isOn()) {
            tracing.shared(
                    "commit group", group.stream().map(Waiting::askedBy).toList(), () -> transaction.commit(group));
        } else {
            transaction.commit(group);
        }
    }

    /** @param put what an earlier group had to leave for the next one, and, afterwards, what this one leaves */
    private List<Waiting<C, R>> nextGroup(List<Waiting<C, R>> put) {
        List<Waiting<C, R>> candidates = new ArrayList<>(put);
        put.clear();
        queue.drainTo(candidates, Math.max(0, largestGroup - candidates.size()));
        List<Waiting<C, R>> group = new ArrayList<>();
        Set<Object> keys = new HashSet<>();
        Instant now = clock.instant();
        for (Waiting<C, R> candidate : candidates) {
            if (candidate.isLate(now)) {
                candidate.failed(late());
                continue;
            }
            (keys.add(key.apply(candidate.change())) ? group : put).add(candidate);
        }
        return group;
    }
}
