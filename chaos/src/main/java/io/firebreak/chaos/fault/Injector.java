package io.firebreak.chaos.fault;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.load.TenantGate;
import io.firebreak.chaos.network.Toxics;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes faults and undoes them. A poison is armed before its time while the tenant's clients are held back, so that it
 * starts everywhere at once with the tenant's next request; at its end they are held back again until every node is
 * disarmed, so that it ends at once too, although the nodes it halted last cannot be disarmed before they are back.
 *
 * <p>{@link #close} undoes whatever still stands, also while another thread is about to make a fault, and may be called by
 * a shutdown hook.
 */
public final class Injector implements AutoCloseable {
    private static final Duration ARM_PATIENCE = Duration.ofSeconds(10);

    /** All nodes of a region may have to start one after another before the last one can be disarmed. */
    static final Duration DISARM_PATIENCE = Duration.ofMinutes(2);

    private enum State {
        PREPARED,
        ACTIVE,
        ENDED
    }

    private final RegionControl control;
    private final FaultHooks hooks;
    private final TenantGate gate;
    private final StandingFaults standing;
    private final Map<PlannedFault, State> states = new HashMap<>();
    private final Map<PlannedFault, UnderWay> rollOuts = new HashMap<>();
    private final List<Undo> undos = new ArrayList<>();
    private final Progress progress;
    private boolean closed;

    /** A fault that is being undone, and when it was. */
    private record Undo(PlannedFault fault, CompletableFuture<Void> done) {
        /** Poisons are tracked by tenant: to disarm one changes nothing of another fault. */
        boolean undoesWhat(PlannedFault next) {
            return fault.poisoned().isEmpty() && !Collections.disjoint(fault.processes(), next.processes());
        }
    }

    /** @param end when it deploys nothing any more */
    private record UnderWay(RollOut rollOut, CompletableFuture<Void> end) {}

    /**
     * @param standing is told of each fault before it is made, and after it was undone
     * @param progress is told what a roll-out does
     */
    public Injector(
            RegionControl control, FaultHooks hooks, TenantGate gate, StandingFaults standing, Progress progress) {
        this.progress = progress;
        this.control = control;
        this.hooks = hooks;
        this.gate = gate;
        this.standing = standing;
    }

    /** Does what can be done ahead without anyone noticing. */
    public synchronized void prepare(PlannedFault fault) throws TimeoutException, InterruptedException {
        if (closed) {
            return;
        }
        states.put(fault, State.PREPARED);
        if (fault.means() instanceof Means.Poison(TenantId tenant)) {
            standing.begins(fault);
            gate.hold(tenant);
            hooks.arm(tenant, ARM_PATIENCE);
        }
    }

    /** Starts a prepared fault, as soon as what an earlier one did to the same processes is undone. */
    public synchronized void start(PlannedFault fault) throws TimeoutException, InterruptedException {
        if (closed) {
            return;
        }
        undos.stream()
                .filter(undo -> undo.undoesWhat(fault))
                .forEach(undo -> undo.done().handle((_, _) -> true).join());
        states.put(fault, State.ACTIVE);
        standing.begins(fault);
        switch (fault.means()) {
            case Means.Kill() -> control.kill(fault.processes(), true);
            case Means.Pause() -> control.pause(fault.processes());
            case Means.Gray gray -> hooks.gray(fault.processes(), gray, ARM_PATIENCE);
            case Means.Network(Toxics toxics) -> hooks.network().apply(fault.processes(), toxics, ARM_PATIENCE);
            case Means.PowerCut(List<PowerFeed> feeds) -> {
                if (!fault.processes().isEmpty()) {
                    control.kill(fault.processes(), true);
                }
                hooks.cutPower(feeds, ARM_PATIENCE);
            }
            case Means.Skew(Duration by) -> hooks.skew(fault.processes(), by, ARM_PATIENCE);
            case Means.Deploy(RollOutPlan plan, List<Outage> _) -> {
                RollOut rollOut = hooks.rollOut(plan, control, progress);
                rollOuts.put(fault, new UnderWay(rollOut, rollOut.start()));
            }
            case Means.Poison(TenantId tenant) -> gate.release(tenant);
        }
    }

    /**
     * Ends a fault. What was killed starts to come back; how long that takes is what a recovery measures. One that could not
     * be undone still stands, and can be ended again.
     */
    public synchronized void end(PlannedFault fault) {
        State before = states.get(fault);
        if (before == null || before == State.ENDED) {
            return;
        }
        if (before == State.ACTIVE || fault.poisoned().isPresent()) {
            undo(fault);
        }
        states.put(fault, State.ENDED);
    }

    private void undo(PlannedFault fault) {
        switch (fault.means()) {
            case Means.Poison(TenantId tenant) -> {
                gate.hold(tenant);
                undone(fault, () -> {
                    hooks.disarm(tenant, DISARM_PATIENCE);
                    gate.release(tenant);
                });
            }
            case Means.Gray gray -> {
                List<ProcessName> nodes = brokenByNoOther(fault, gray);
                undone(fault, () -> hooks.heal(nodes, DISARM_PATIENCE));
            }
            case Means.Network _ -> undone(fault, () -> hooks.network().heal(fault.processes(), DISARM_PATIENCE));
            case Means.Kill kill -> {
                control.release(brokenByNoOther(fault, kill));
                standing.ended(fault);
            }
            case Means.PowerCut power -> {
                List<ProcessName> dead = brokenByNoOther(fault, power);
                if (!dead.isEmpty()) {
                    control.release(dead);
                }
                List<PowerFeed> feeds = cutByNoOther(fault, power);
                undone(fault, () -> hooks.restorePower(feeds, DISARM_PATIENCE));
            }
            case Means.Skew _ -> undone(fault, () -> hooks.setRight(fault.processes(), DISARM_PATIENCE));
            case Means.Deploy _ -> {
                UnderWay rollOut = rollOuts.remove(fault);
                if (rollOut != null) {
                    rollOut.rollOut().callOff();
                }
                undone(fault, () -> rollBack(fault, rollOut));
            }
            case Means.Pause pause -> {
                control.resume(brokenByNoOther(fault, pause));
                standing.ended(fault);
            }
        }
    }

    /** What was deployed is rolled back also when the roll-out has failed, and then its failure is told. */
    private void rollBack(PlannedFault fault, @Nullable UnderWay rollOut) {
        Optional<Throwable> failure = Optional.ofNullable(rollOut)
                .flatMap(one -> one.end()
                        .handle((_, thrown) -> Optional.ofNullable(thrown))
                        .join());
        control.rollBack(fault.processes());
        failure.ifPresent(thrown -> {
            standing.ended(fault);
            throw new IllegalStateException("the roll-out failed: " + thrown, thrown);
        });
    }

    private List<ProcessName> brokenByNoOther(PlannedFault fault, Means means) {
        return fault.processes().stream()
                .filter(process -> states.entrySet().stream()
                        .noneMatch(other -> other.getValue() == State.ACTIVE
                                && !other.getKey().equals(fault)
                                && other.getKey().means().breaksAs(means)
                                && other.getKey().processes().contains(process)))
                .toList();
    }

    private List<PowerFeed> cutByNoOther(PlannedFault fault, Means.PowerCut power) {
        return power.feeds().stream()
                .filter(feed -> states.entrySet().stream()
                        .noneMatch(other -> other.getValue() == State.ACTIVE
                                && !other.getKey().equals(fault)
                                && other.getKey().means() instanceof Means.PowerCut(List<PowerFeed> feeds)
                                && feeds.contains(feed)))
                .toList();
    }

    /** What may have to wait for a node that is dead does not hold up the day. */
    private void undone(PlannedFault fault, Undoing undoing) {
        undos.add(new Undo(
                fault,
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                undoing.run();
                                standing.ended(fault);
                            } catch (TimeoutException e) {
                                throw new CompletionException(e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                                throw new CompletionException(e);
                            }
                        },
                        Thread::startVirtualThread)));
    }

    @FunctionalInterface
    private interface Undoing {
        void run() throws TimeoutException, InterruptedException;
    }

    /**
     * Undoes whatever still stands and waits until every poison is disarmed. What cannot be undone keeps no other fault.
     *
     * @throws IllegalStateException when one could not be
     */
    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        List<CompletableFuture<Void>> underWay;
        synchronized (this) {
            closed = true;
            List.copyOf(states.keySet()).forEach(fault -> attempt(() -> end(fault), failures));
            underWay = undos.stream().map(Undo::done).toList();
        }
        underWay.forEach(one -> attempt(one::join, failures));
        if (!failures.isEmpty()) {
            RuntimeException first = failures.getFirst();
            Throwable why = first instanceof CompletionException && first.getCause() != null ? first.getCause() : first;
            IllegalStateException failure = new IllegalStateException("a fault could not be undone: " + why, first);
            failures.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private static void attempt(Runnable undoing, List<RuntimeException> failures) {
        try {
            undoing.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }
}
