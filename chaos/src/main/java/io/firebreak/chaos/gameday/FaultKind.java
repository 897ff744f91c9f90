package io.firebreak.chaos.gameday;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names of the faults in a file. */
enum FaultKind {
    KILL_CELL("kill-cell"),
    KILL_SHARD("kill-shard"),
    KILL_NODE("kill-node"),
    KILL_CELLS("kill-cells"),
    KILL_DATABASE("kill-database"),
    KILL_DIRECTORY("kill-directory"),
    KILL_ROUTER("kill-router"),
    PAUSE_CELL("pause-cell"),
    GRAY_CELL("gray-cell"),
    CUT_NETWORK("cut-network"),
    SLOW_NETWORK("slow-network"),
    CUT_POWER("cut-power"),
    CUT_ZONE("cut-zone"),
    DEPLOY_BAD("deploy-bad"),
    SKEW_CLOCK("skew-clock"),
    POISON_TENANT("poison-tenant");

    private final String label;

    FaultKind(String label) {
        this.label = label;
    }

    static Optional<FaultKind> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }

    /** All names, for messages. */
    static String accepted() {
        return Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", "));
    }

    String label() {
        return label;
    }
}
