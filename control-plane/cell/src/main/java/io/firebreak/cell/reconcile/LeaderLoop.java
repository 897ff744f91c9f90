package io.firebreak.cell.reconcile;

import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.fleet.Fleet;
import io.firebreak.cell.wire.OutageLog;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What the leader of the cell does, every interval. One step that fails does not keep the others from their turn. */
@Component
class LeaderLoop {
    private final LeaderLock lock;
    private final Fleet fleet;
    private final HostStore hosts;
    private final ReportPoller poller;
    private final Redispatch redispatch;
    private final Fencing fencing;
    private final Recovery recovery;
    private final Clearing clearing;
    private final OutageLog leading = new OutageLog("Asking the database who leads");
    private final OutageLog polling = new OutageLog("Reading the fleet's report");
    private final OutageLog sending = new OutageLog("Sending due commands again");
    private final OutageLog powering = new OutageLog("Powering off silent hosts");
    private final OutageLog burying = new OutageLog("Giving up what hosts have lost");
    private final OutageLog recovering = new OutageLog("Placing instances of lost hosts anew");
    private final OutageLog deleting = new OutageLog("Deleting what is past its time");
    private boolean registered;

    LeaderLoop(
            LeaderLock lock,
            Fleet fleet,
            HostStore hosts,
            ReportPoller poller,
            Redispatch redispatch,
            Fencing fencing,
            Recovery recovery,
            Clearing clearing) {
        this.lock = lock;
        this.fleet = fleet;
        this.hosts = hosts;
        this.poller = poller;
        this.redispatch = redispatch;
        this.fencing = fencing;
        this.recovery = recovery;
        this.clearing = clearing;
    }

    @Scheduled(fixedDelayString = "${firebreak.cell.reconcile.interval}")
    void turn() {
        leading.attempt(lock::hold);
        if (!lock.isLeading()) {
            poller.doubt();
            registered = false;
            return;
        }
        boolean reported = polling.attempt(this::poll);
        sending.attempt(redispatch::sendDue);
        if (reported) {
            powering.attempt(fencing::fence);
        }
        burying.attempt(recovery::bury);
        recovering.attempt(recovery::placeAnew);
        deleting.attempt(clearing::clear);
    }

    private void poll() {
        if (!registered) {
            hosts.register(fleet.hosts().hosts());
            registered = true;
        }
        if (poller.poll(lock::hold)) {
            registered = false;
        }
    }
}
