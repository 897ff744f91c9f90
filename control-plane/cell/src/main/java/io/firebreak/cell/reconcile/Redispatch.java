package io.firebreak.cell.reconcile;

import io.firebreak.cell.lifecycle.InstanceId;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.CommandResult;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sends again what was committed and is not seen carried out: lost with a node, on the way, or with the fleet. */
@Component
class Redispatch {
    /** After a long outage everything is due; the rest has its turn a second later. */
    private static final int MOST_BATCHES = 4;
    /** How long a host may refuse an instance for which the record has room, before the instance is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final InstanceStore instances;
    private final Commands commands;
    private final ReportPoller poller;
    private final InstantSource clock;

    Redispatch(InstanceStore instances, Commands commands, ReportPoller poller, InstantSource clock) {
        this.instances = instances;
        this.commands = commands;
        this.poller = poller;
        this.clock = clock;
    }

    void sendDue() {
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            List<HostCommand> due = instances.takeDue(CommandBatch.LARGEST);
            if (due.isEmpty()) {
                return;
            }
            learn(due, commands.send(due));
        }
    }

    private void learn(List<HostCommand> sent, List<CommandResult> results) {
        List<InstanceId> refused = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            HostAction action = sent.get(i).action();
            InstanceId instance = new InstanceId(results.get(i).instance());
            switch (results.get(i).outcome()) {
                case ACCEPTED, REPEATED -> {
                    if (action == HostAction.TERMINATE) {
                        poller.terminationAnswered(instance);
                    }
                }
                case NO_CAPACITY, UNKNOWN_HOST -> refused.add(instance);
                case STALE, UNKNOWN_INSTANCE -> poller.doubt();
                case HOST_SILENT -> {}
            }
        }
        if (!refused.isEmpty()) {
            instances.giveUp(refused, clock.instant().minus(PATIENCE));
        }
    }
}
