package io.firebreak.cell.launch;

/** Makes a launch durable. Throws if the outcome is unknown. */
interface LaunchCommit {
    CommitOutcome commit(LaunchPlan plan);
}
