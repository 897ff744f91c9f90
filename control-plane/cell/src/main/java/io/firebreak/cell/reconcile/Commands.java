package io.firebreak.cell.reconcile;

import io.firebreak.cell.fleet.Fleet;
import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.CommandResult;
import io.firebreak.fleet.api.HostCommand;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sends commands of the leader, in batches, and waits for the answers. */
@Component
class Commands {
    private final Fleet fleet;

    Commands(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The answers, in the order of the commands. */
    List<CommandResult> send(List<HostCommand> commands) {
        List<CommandResult> results = new ArrayList<>();
        for (int from = 0; from < commands.size(); from += CommandBatch.LARGEST) {
            int to = Math.min(from + CommandBatch.LARGEST, commands.size());
            results.addAll(
                    fleet.send(new CommandBatch(commands.subList(from, to))).results());
        }
        return results;
    }
}
