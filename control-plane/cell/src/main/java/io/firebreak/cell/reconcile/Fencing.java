package io.firebreak.cell.reconcile;

import io.firebreak.cell.capacity.HostPower;
import io.firebreak.cell.fleet.Fleet;
import io.firebreak.cell.lifecycle.Recoveries;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.fleet.api.FenceConfirmation;
import io.firebreak.fleet.api.FenceOrder;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Powers off hosts that have been silent for too long, and ends in the record what they ran. Without the power cut nobody
 * knows whether a silent host's instances still run, so nothing of it is given to others before.
 */
@Component
class Fencing {
    private static final Logger log = LoggerFactory.getLogger(Fencing.class);
    /** Hosts a turn: a mistake made once a second still leaves time to stop it. */
    private static final int MOST_HOSTS = 10;
    /** Rows locked at once. */
    private static final int PART = 250;
    /** A turn ends at most so many parts; the rest has its turn a second later. */
    private static final int MOST_PARTS = 8;

    private final HostPower power;
    private final Fleet fleet;
    private final Recoveries recoveries;
    private final Duration recoverAfter;

    Fencing(HostPower power, Fleet fleet, Recoveries recoveries, CellSettings settings) {
        this.power = power;
        this.fleet = fleet;
        this.recoveries = recoveries;
        this.recoverAfter = settings.reconcile().recoverAfter();
    }

    /** To be called only after a report was read: the record of who is silent must not be old. */
    void fence() {
        List<HostId> due = power.dueForFence(recoverAfter, MOST_HOSTS);
        if (!due.isEmpty()) {
            FenceConfirmation confirmed =
                    fleet.fence(new FenceOrder(due.stream().map(HostId::value).toList()));
            log.warn("Hosts {} have been silent for {} and are powered off", confirmed.fenced(), recoverAfter);
            power.recordFenced(confirmed.fenced().stream().map(HostId::new).toList());
        }
        for (int part = 0; part < MOST_PARTS && recoveries.endOnFencedHosts(PART); part++) {
            log.debug("Ended {} instances on hosts that are off", PART);
        }
    }
}
