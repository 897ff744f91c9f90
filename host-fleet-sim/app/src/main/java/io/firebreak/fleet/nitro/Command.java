package io.firebreak.fleet.nitro;

import io.firebreak.fleet.api.Resources;

/** What a cell asks of a host for one instance; see {@link io.firebreak.fleet.api.HostAction} for each meaning. */
public sealed interface Command {
    InstanceId instance();

    /** Counts the commands for this instance, from 1. */
    long generation();

    /**
     * Boots the instance.
     *
     * @param resources what it takes of the host; none is negative
     */
    record Run(InstanceId instance, long generation, String instanceType, Resources resources) implements Command {}

    record Stop(InstanceId instance, long generation) implements Command {}

    record Reboot(InstanceId instance, long generation) implements Command {}

    record Terminate(InstanceId instance, long generation) implements Command {}
}
