package io.firebreak.chaos.measure;

import java.util.List;

/**
 * What databases and hosts held at the end of a day, against what clients were told.
 *
 * @param acknowledgedLaunches launches some client got a 201 for
 * @param lostInstances instances of a settled 201 that are missing without their tenant having terminated them
 * @param duplicateInstances tokens with two live sets after settlement
 * @param overcommittedHosts hosts that hold more than they have, in a database or on the hosts themselves
 * @param unsettledTokens take-overs the arbiter had not confirmed when the wait for settlement ended
 * @param findings one line per finding, the first few hundred, to look into
 */
public record AuditResult(
        long acknowledgedLaunches,
        long lostInstances,
        long duplicateInstances,
        long overcommittedHosts,
        long unsettledTokens,
        List<String> findings) {
    public AuditResult {
        findings = List.copyOf(findings);
    }
}
