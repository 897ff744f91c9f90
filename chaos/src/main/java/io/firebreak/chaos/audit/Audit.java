package io.firebreak.chaos.audit;

import io.firebreak.chaos.measure.AcknowledgedLaunch;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The comparison of a ledger with the cells.
 *
 * <ul>
 *   <li><b>Lost</b> is an instance of a settled 201 whose tenant did not ask for its end, and that its database does not
 *       have or holds for terminated, or that is running in the database and on no host.
 *   <li><b>Duplicate</b> is a token with live instances in two cells, in the databases or on the hosts, or an instance on
 *       two hosts. A launch is one transaction in one cell, so two sets of one token are two cells.
 *   <li><b>Over-committed</b> is a host on which more is used than there is, by the database's own sums, by the sum of its
 *       instances, by the host's report, or by the sum of what it runs.
 * </ul>
 */
final class Audit {
    /** Enough to see a pattern. */
    private static final int MOST_FINDINGS = 200;

    private final Ledger ledger;
    private final List<CellState> cells;
    private final Map<InstanceId, InstanceRow> rows = new HashMap<>();
    private final Map<InstanceId, Set<String>> hostsOf = new HashMap<>();
    private final List<String> findings = new ArrayList<>();

    private Audit(Ledger ledger, List<CellState> cells) {
        this.ledger = ledger;
        this.cells = cells;
        for (CellState cell : cells) {
            cell.rows().forEach(row -> rows.put(row.id(), row));
            for (HostedInstance hosted : cell.hosted()) {
                if (hosted.state() != HostedState.TERMINATED) {
                    hostsOf.computeIfAbsent(new InstanceId(hosted.instance()), _ -> new TreeSet<>())
                            .add(cell.cell() + "/" + hosted.host());
                }
            }
        }
    }

    static AuditResult of(Ledger ledger, List<CellState> cells) {
        Audit audit = new Audit(ledger, cells);
        List<AcknowledgedLaunch> launches = ledger.launches();
        long lost = audit.lost(launches);
        long duplicates = audit.duplicates();
        long overcommitted = audit.overcommitted();
        long unsettled = cells.stream().mapToLong(CellState::unsettledTokens).sum();
        return new AuditResult(launches.size(), lost, duplicates, overcommitted, unsettled, audit.findings);
    }

    private long lost(List<AcknowledgedLaunch> launches) {
        Set<InstanceId> lost = new HashSet<>();
        for (AcknowledgedLaunch launch : launches) {
            if (launch.settled()) {
                for (InstanceId instance : launch.instances()) {
                    if (!ledger.wasTerminateAsked(instance) && isLost(launch, instance)) {
                        lost.add(instance);
                    }
                }
            }
        }
        return lost.size();
    }

    private boolean isLost(AcknowledgedLaunch launch, InstanceId instance) {
        InstanceRow row = rows.get(instance);
        if (row == null) {
            return found(
                    "lost: %s of %s is not in the database of %s".formatted(instance, launch.token(), instance.cell()));
        }
        if (!row.isLive()) {
            return found(
                    "lost: %s of %s is %s in %s".formatted(instance, launch.token(), row.state(), instance.cell()));
        }
        if (row.isOnItsHost() && !hostsOf.containsKey(instance)) {
            return found(
                    "lost: %s of %s is running in the database and on no host".formatted(instance, launch.token()));
        }
        return false;
    }

    private long duplicates() {
        Map<LaunchToken, Set<String>> sets = new HashMap<>();
        rows.values().stream()
                .filter(row -> row.isLive() || hostsOf.containsKey(row.id()))
                .forEach(row -> sets.computeIfAbsent(row.token(), _ -> new TreeSet<>())
                        .add(row.id().cell().value()));
        long tokens = sets.entrySet().stream()
                .filter(set -> set.getValue().size() > 1)
                .filter(set -> found("duplicate: %s has live sets in %s".formatted(set.getKey(), set.getValue())))
                .count();
        long instances = hostsOf.entrySet().stream()
                .filter(places -> places.getValue().size() > 1)
                .filter(places -> found("duplicate: %s is on %s".formatted(places.getKey(), places.getValue())))
                .count();
        return tokens + instances;
    }

    private long overcommitted() {
        Set<String> hosts = new TreeSet<>();
        for (CellState cell : cells) {
            Map<String, Resources> placed = new HashMap<>();
            cell.rows().stream()
                    .filter(InstanceRow::takesRoom)
                    .forEach(row -> placed.merge(row.host(), row.resources(), Resources::plus));
            Map<String, Resources> running = new HashMap<>();
            cell.hosted().stream()
                    .filter(hosted -> hosted.state() == HostedState.BOOTING || hosted.state() == HostedState.RUNNING)
                    .forEach(hosted -> running.merge(hosted.host(), hosted.resources(), Resources::plus));
            overcommitted(hosts, cell, "database", cell.hosts(), placed);
            overcommitted(hosts, cell, "fleet", cell.fleetHosts(), running);
        }
        return hosts.size();
    }

    private void overcommitted(
            Set<String> hosts, CellState cell, String where, List<HostRow> rows, Map<String, Resources> sums) {
        for (HostRow host : rows) {
            Resources sum = sums.getOrDefault(host.id(), Resources.NONE);
            if (!host.used().fitsInto(host.capacity()) || !sum.fitsInto(host.capacity())) {
                found("over-committed: %s of %s by its %s".formatted(host.id(), cell.cell(), where));
                hosts.add(cell.cell() + "/" + host.id());
            }
        }
    }

    /** Notes a finding; always true, so that it can stand in a condition. */
    private boolean found(String finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
        return true;
    }
}
