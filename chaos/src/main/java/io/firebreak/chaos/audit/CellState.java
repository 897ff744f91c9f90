package io.firebreak.chaos.audit;

import io.firebreak.assigner.CellId;
import io.firebreak.fleet.api.HostedInstance;
import java.util.List;

/**
 * What one cell's database and its hosts hold at one time.
 *
 * @param unsettledTokens take-overs in it whose arbiter has not confirmed them
 * @param rows its instances, terminated ones among them as long as the cell keeps them
 * @param hosts as its database has them
 * @param fleetHosts as the hosts themselves report
 * @param hosted what has a place on a host
 */
public record CellState(
        CellId cell,
        long unsettledTokens,
        List<InstanceRow> rows,
        List<HostRow> hosts,
        List<HostRow> fleetHosts,
        List<HostedInstance> hosted) {
    public CellState {
        rows = List.copyOf(rows);
        hosts = List.copyOf(hosts);
        fleetHosts = List.copyOf(fleetHosts);
        hosted = List.copyOf(hosted);
    }

    /** Whether nothing is under way in it that would change an audit's answer. */
    public boolean isQuiet() {
        return unsettledTokens == 0 && rows.stream().noneMatch(InstanceRow::isInTransit);
    }
}
