package io.firebreak.cell.lifecycle;

/** What can happen to an instance. */
enum InstanceEvent {
    /** The tenant, or the cell for it, wants something. */
    START(StateReason.BY_TENANT, "started"),
    STOP(StateReason.BY_TENANT, "stopped"),
    REBOOT(StateReason.BY_TENANT, "rebooted"),
    TERMINATE(StateReason.BY_TENANT, "terminated"),
    /** Its host reports it, at the generation of the newest command. */
    HOST_RUNNING(StateReason.BY_HOST, "its host reported it running"),
    HOST_STOPPED(StateReason.BY_HOST, "its host reported it stopped"),
    /** Its host stops answering, or answers again. */
    HOST_SILENT(StateReason.HOST_SILENT, "its host does not answer"),
    HOST_ANSWERS(StateReason.BY_HOST, "its host answers again"),
    /** Its host answers and does not have it. */
    HOST_LOST(StateReason.HOST_LOST, "its host does not know it"),
    /** It is confirmed not to be on its host any more, by the host or by cutting its power, and is not to be recovered. */
    ENDED(StateReason.BY_HOST, "its host reported its end"),
    /** The same, of an instance whose tenant wants it to be restarted elsewhere. */
    ENDED_TO_RESTART(StateReason.BY_HOST, "its host reported its end"),
    /** After its confirmed end it has a place on another host. */
    PLACED_ANEW(StateReason.RECOVERED, "placed on another host");

    private final String why;

    InstanceEvent(StateReason reason, String words) {
        this.why = reason.text(words);
    }

    /** Why an instance changed when this happened and nobody knows more, as its tenant reads it. */
    String why() {
        return why;
    }
}
