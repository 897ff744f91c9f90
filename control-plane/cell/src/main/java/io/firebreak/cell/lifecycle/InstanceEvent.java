package io.firebreak.cell.lifecycle;

/** What can happen to an instance. */
enum InstanceEvent {
    /** The tenant, or the cell for it, wants something. */
    START,
    STOP,
    REBOOT,
    TERMINATE,
    /** Its host reports it, at the generation of the newest command. */
    HOST_RUNNING,
    HOST_STOPPED,
    HOST_TERMINATED,
    /** Its host stops answering, or answers again. */
    HOST_SILENT,
    HOST_ANSWERS,
    /** Its host answers and does not have it. */
    HOST_LOST
}
