package io.firebreak.cell.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every call of a tenant that changes something. Its name on the wire is the operation's id in the API's description. */
public enum AuditAction {
    LAUNCH("launchInstances", 201),
    TERMINATE("terminateInstance", 200),
    START("startInstance", 200),
    STOP("stopInstance", 200),
    REBOOT("rebootInstance", 200),
    REPLACE_TAGS("replaceTags", 200),
    MERGE_TAGS("mergeTags", 200),
    CREATE_PLACEMENT_GROUP("createPlacementGroup", 201),
    DELETE_PLACEMENT_GROUP("deletePlacementGroup", 204);

    private static final Map<String, AuditAction> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toMap(AuditAction::wire, Function.identity()));

    private final String wire;
    private final int doneStatus;

    AuditAction(String wire, int doneStatus) {
        this.wire = wire;
        this.doneStatus = doneStatus;
    }

    /** Its name on the wire. */
    public String wire() {
        return wire;
    }

    /** The status that tells its caller that it is done. */
    int doneStatus() {
        return doneStatus;
    }

    static Optional<AuditAction> parse(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }
}
