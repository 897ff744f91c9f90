package io.firebreak.fleet.sim;

import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What a cell knows of its fleet from reports alone. */
final class ReportFollower {
    private final Map<Place, HostedInstance> known = new HashMap<>();
    private String incarnation = "";
    private long version;

    void poll(Fleet fleet) {
        FleetReport report;
        do {
            report = fleet.report(incarnation, version);
            if (report.full()) {
                known.clear();
            }
            for (HostedInstance instance : report.instances()) {
                if (instance.state() == HostedState.TERMINATED) {
                    known.remove(Place.of(instance));
                } else {
                    known.put(Place.of(instance), instance);
                }
            }
            incarnation = report.incarnation();
            version = report.version();
        } while (report.more());
    }

    Collection<HostedInstance> known() {
        return known.values();
    }
}
