package io.firebreak.cell.harness;

import io.firebreak.cell.wire.WireException;
import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.CommandResults;
import io.firebreak.fleet.api.FenceConfirmation;
import io.firebreak.fleet.api.FenceOrder;
import java.util.concurrent.atomic.AtomicInteger;

/** Hosts that can be made to miss commands, or to carry them out and lose the answer. */
public final class FleetThatLosesCommands extends FleetInMemory {
    private final AtomicInteger commandsToLose = new AtomicInteger();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger fencesRefused = new AtomicInteger();
    private volatile boolean refusingFences;

    public FleetThatLosesCommands(int hosts) {
        super(c5Hosts(hosts));
    }

    public void loseNextCommands(int batches) {
        commandsToLose.set(batches);
    }

    public void loseNextAnswers(int batches) {
        answersToLose.set(batches);
    }

    /** As if the racks' power could not be reached. */
    public void refuseFences(boolean refuse) {
        refusingFences = refuse;
    }

    public int fencesRefused() {
        return fencesRefused.get();
    }

    @Override
    public synchronized FenceConfirmation fence(FenceOrder order) {
        if (refusingFences) {
            fencesRefused.incrementAndGet();
            throw new WireException("the fence was refused", null);
        }
        return super.fence(order);
    }

    @Override
    public synchronized CommandResults send(CommandBatch batch) {
        if (commandsToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new WireException("the command was lost", null);
        }
        CommandResults results = super.send(batch);
        if (answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new WireException("the answer was lost", null);
        }
        return results;
    }
}
