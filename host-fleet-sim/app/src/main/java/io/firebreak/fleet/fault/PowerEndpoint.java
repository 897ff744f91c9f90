package io.firebreak.fleet.fault;

import io.firebreak.fleet.nitro.HostId;
import io.firebreak.fleet.sim.Fleet;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@code POST} and {@code DELETE /actuator/power/{feed}}: cuts and restores the power of a rack or of a zone. What its hosts ran
 * is gone when they are back.
 */
@WebEndpoint(id = "power")
class PowerEndpoint {
    private final Fleet fleet;
    private final ArmedMarks cut;

    /** @param cut the feeds that are cut, over a restart */
    PowerEndpoint(Fleet fleet, ArmedMarks cut) {
        this.fleet = fleet;
        this.cut = cut;
    }

    /** @param hosts on the feed that was named */
    record Feed(String feed, List<String> hosts) {}

    record CutFeeds(List<String> cut) {}

    void cutAgain() {
        cut.armed().forEach(fleet::cutPower);
    }

    @ReadOperation
    CutFeeds cut() {
        return new CutFeeds(fleet.cutFeeds());
    }

    @WriteOperation
    WebEndpointResponse<Feed> cut(@Selector String feed) {
        List<HostId> hosts = fleet.cutPower(feed);
        if (!hosts.isEmpty()) {
            cut.arm(feed);
        }
        return answer(feed, hosts);
    }

    /** The mark goes last: a fleet that dies in between is dark when it is back, and its hosts are asked for once more. */
    @DeleteOperation
    WebEndpointResponse<Feed> restore(@Selector String feed) {
        List<HostId> hosts = fleet.restorePower(feed);
        if (!hosts.isEmpty()) {
            cut.disarm(feed);
        }
        return answer(feed, hosts);
    }

    private static WebEndpointResponse<Feed> answer(String feed, List<HostId> hosts) {
        return hosts.isEmpty()
                ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
                : new WebEndpointResponse<>(
                        new Feed(feed, hosts.stream().map(HostId::value).toList()));
    }
}
