package io.firebreak.cell.lifecycle;

/** What became of a tenant's wish. */
sealed interface ActionOutcome {
    /** Committed, or nothing was left to do. */
    record Done(InstanceView instance) implements ActionOutcome {}

    record NotFound() implements ActionOutcome {}

    record Refused(InstanceState state) implements ActionOutcome {}
}
