package io.firebreak.fleet.sim;

import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.nitro.HostId;
import io.firebreak.fleet.nitro.InstanceId;

/** An instance on a host. The same instance may have left a tombstone on another. */
record Place(HostId host, InstanceId instance) {
    static Place of(HostedInstance hosted) {
        return new Place(new HostId(hosted.host()), new InstanceId(hosted.instance()));
    }
}
