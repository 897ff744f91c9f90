package io.firebreak.cell.launch;

/** Makes a launch durable. Throws if the outcome is unknown, and the problem OVERLOADED before anything is done. */
interface LaunchCommit {
    CommitOutcome commit(LaunchPlan plan);
}
