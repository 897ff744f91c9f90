package io.firebreak.chaos.promise;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.region.ProcessName;
import java.util.List;

/** What of a cell is killed at once. */
enum Victim {
    NODE,
    DATABASE,
    FLEET,
    NODE_AND_DATABASE;

    List<ProcessName> of(CellId cell) {
        return switch (this) {
            case NODE -> List.of(ProcessName.node(cell, 1));
            case DATABASE -> List.of(ProcessName.database(cell));
            case FLEET -> List.of(ProcessName.fleet(cell));
            case NODE_AND_DATABASE -> List.of(ProcessName.node(cell, 1), ProcessName.database(cell));
        };
    }

    /** Whether it can take the answer of a launch with it. */
    boolean cutsAnswers() {
        return this != FLEET;
    }
}
