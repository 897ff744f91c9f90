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

/** {@code POST} and {@code DELETE /actuator/silence/{host}}: a host that does not answer, though it runs what it runs. */
@WebEndpoint(id = "silence")
class SilenceEndpoint {
    private final Fleet fleet;
    private final ArmedMarks armed;

    SilenceEndpoint(Fleet fleet, ArmedMarks armed) {
        this.fleet = fleet;
        this.armed = armed;
    }

    record SilentHosts(List<String> hosts) {}

    void armAgain() {
        armed.armed().forEach(host -> fleet.setSilent(new HostId(host), true));
    }

    @ReadOperation
    SilentHosts silent() {
        return new SilentHosts(fleet.silentHosts().stream().map(HostId::value).toList());
    }

    @WriteOperation
    WebEndpointResponse<SilentHosts> silence(@Selector String host) {
        HostId id = new HostId(host);
        if (!fleet.setSilent(id, true)) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        armed.arm(host);
        return new WebEndpointResponse<>(silent());
    }

    @DeleteOperation
    WebEndpointResponse<SilentHosts> hear(@Selector String host) {
        HostId id = new HostId(host);
        if (!fleet.setSilent(id, false)) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        armed.disarm(host);
        return new WebEndpointResponse<>(silent());
    }
}
