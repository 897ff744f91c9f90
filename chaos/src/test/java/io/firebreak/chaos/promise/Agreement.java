package io.firebreak.chaos.promise;

import io.firebreak.chaos.audit.CellState;
import io.firebreak.chaos.audit.InstanceRow;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a quiet cell's database against its hosts, instance by instance, both ways. */
final class Agreement {
    private Agreement() {}

    /** One line for each instance on which they disagree. */
    static List<String> disagreements(List<CellState> cells) {
        List<String> found = new ArrayList<>();
        cells.forEach(cell -> compare(cell, found));
        return found;
    }

    private static void compare(CellState cell, List<String> found) {
        Map<String, HostedInstance> hosted = new HashMap<>();
        cell.hosted().stream()
                .filter(instance -> instance.state() != HostedState.TERMINATED)
                .forEach(instance -> hosted.put(instance.instance(), instance));
        for (InstanceRow row : cell.rows()) {
            HostedInstance there = hosted.remove(row.id().value());
            if (!agree(row, there)) {
                found.add("%s: %s is %s on %s in the database, hosts have %s"
                        .formatted(cell.cell(), row.id(), row.state(), row.host(), there));
            }
        }
        hosted.values()
                .forEach(extra -> found.add("%s: hosts have %s, the database does not".formatted(cell.cell(), extra)));
    }

    private static boolean agree(InstanceRow row, @Nullable HostedInstance there) {
        return switch (row.state()) {
            case "running" ->
                there != null
                        && there.state() == HostedState.RUNNING
                        && there.host().equals(row.host());
            case "terminated" -> there == null;
            default -> false;
        };
    }
}
