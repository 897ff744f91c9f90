package io.firebreak.chaos.fault;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.load.TenantGate;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RegionControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

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
    private static final Duration DISARM_PATIENCE = Duration.ofMinutes(2);

    private enum State {
        PREPARED,
        ACTIVE,
        ENDED
    }

    private final RegionControl control;
    private final PoisonHooks hooks;
    private final TenantGate gate;
    private final Map<PlannedFault, State> states = new HashMap<>();
    private final List<CompletableFuture<Void>> disarming = new ArrayList<>();
    private boolean closed;

    public Injector(RegionControl control, PoisonHooks hooks, TenantGate gate) {
        this.control = control;
        this.hooks = hooks;
        this.gate = gate;
    }

    /** Does what can be done ahead without anyone noticing. */
    public synchronized void prepare(PlannedFault fault) throws TimeoutException, InterruptedException {
        if (closed) {
            return;
        }
        states.put(fault, State.PREPARED);
        TenantId poisoned = fault.poisoned();
        if (poisoned != null) {
            gate.hold(poisoned);
            hooks.arm(poisoned, ARM_PATIENCE);
        }
    }

    /** Starts a prepared fault. */
    public synchronized void start(PlannedFault fault) {
        if (closed) {
            return;
        }
        states.put(fault, State.ACTIVE);
        TenantId poisoned = fault.poisoned();
        if (poisoned != null) {
            gate.release(poisoned);
        } else {
            control.kill(fault.processes(), true);
        }
    }

    /** Ends a fault. What was killed starts to come back; how long that takes is what a recovery measures. */
    public synchronized void end(PlannedFault fault) {
        State before = states.put(fault, State.ENDED);
        if (before == null || before == State.ENDED) {
            return;
        }
        TenantId poisoned = fault.poisoned();
        if (poisoned != null) {
            gate.hold(poisoned);
            disarming.add(CompletableFuture.runAsync(() -> disarm(poisoned), Thread::startVirtualThread));
        } else if (before == State.ACTIVE) {
            List<ProcessName> free = fault.processes().stream()
                    .filter(process -> !isKilledByAnother(process))
                    .toList();
            control.release(free);
        }
    }

    private boolean isKilledByAnother(ProcessName process) {
        return states.entrySet().stream()
                .anyMatch(entry -> entry.getValue() == State.ACTIVE
                        && entry.getKey().poisoned() == null
                        && entry.getKey().processes().contains(process));
    }

    private void disarm(TenantId tenant) {
        try {
            hooks.disarm(tenant, DISARM_PATIENCE);
            gate.release(tenant);
        } catch (TimeoutException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /**
     * Undoes whatever still stands and waits until every poison is disarmed.
     *
     * @throws IllegalStateException when one could not be
     */
    @Override
    public void close() {
        List<CompletableFuture<Void>> underWay;
        synchronized (this) {
            closed = true;
            List.copyOf(states.keySet()).forEach(this::end);
            underWay = List.copyOf(disarming);
        }
        for (CompletableFuture<Void> one : underWay) {
            try {
                one.join();
            } catch (CompletionException e) {
                throw new IllegalStateException("a fault could not be undone: " + e.getCause(), e);
            }
        }
    }
}
