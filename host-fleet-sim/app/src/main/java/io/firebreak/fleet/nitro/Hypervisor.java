package io.firebreak.fleet.nitro;

import java.util.HashSet;
import java.util.Set;

/**
 * Runs domains on the main board. It has no network and no notion of commands or generations: the controller tells it what
 * to start and what to stop, and it takes orders from nobody else.
 */
final class Hypervisor {
    private final Set<InstanceId> domains = new HashSet<>();

    void start(InstanceId instance) {
        if (!domains.add(instance)) {
            throw new IllegalStateException("A domain of " + instance + " runs already");
        }
    }

    void stop(InstanceId instance) {
        if (!domains.remove(instance)) {
            throw new IllegalStateException("No domain of " + instance + " runs");
        }
    }

    boolean runs(InstanceId instance) {
        return domains.contains(instance);
    }

    int domains() {
        return domains.size();
    }
}
