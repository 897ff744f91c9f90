package io.firebreak.fleet.api;

import java.util.List;

/**
 * What changed on the hosts since the version asked for.
 *
 * @param incarnation drawn anew at every start of the fleet process
 * @param version pass it as {@code since} to get what changes next
 * @param full true when the asker named another incarnation, no version, or one too old: the report (with the pages that
 *     follow while {@code more}) then has every instance that has a place on a host, and what it does not name is not there
 * @param more true when the page was full: ask again at once with {@code since=version}
 * @param instances at most {@link #LARGEST_PAGE}, in the order of their changes
 * @param hosts all silent hosts, and in a full report every host
 */
public record FleetReport(
        String fleet,
        String incarnation,
        long version,
        boolean full,
        boolean more,
        List<HostedInstance> instances,
        List<HostReport> hosts) {
    /** About 1 MB of JSON. */
    public static final int LARGEST_PAGE = 4_000;

    public FleetReport {
        instances = List.copyOf(instances);
        hosts = List.copyOf(hosts);
    }
}
