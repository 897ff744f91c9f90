package io.firebreak.fleet.nitro;

import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import java.time.Instant;

/**
 * An instance as its host knows it; one that is {@link HostedState#TERMINATED} is a tombstone.
 *
 * @param instanceType empty for a tombstone of an instance that never ran here
 * @param generation the newest accepted for it
 * @param resources what it takes of the host; {@link Resources#NONE} for a tombstone
 * @param since when it entered its state; a boot is over one boot time later
 */
public record Guest(
        InstanceId id, String instanceType, long generation, HostedState state, Resources resources, Instant since) {
    /** Whether it has a place on the host. */
    public boolean hasPlace() {
        return state != HostedState.TERMINATED;
    }

    Guest withGeneration(long newer) {
        return new Guest(id, instanceType, newer, state, resources, since);
    }

    Guest in(HostedState newState, Instant now) {
        return new Guest(id, instanceType, generation, newState, resources, now);
    }

    /** A tombstone of what ended without a command. */
    Guest ended(Instant now) {
        return new Guest(id, instanceType, generation, HostedState.TERMINATED, Resources.NONE, now);
    }

    static Guest booting(Command.Run run, Instant now) {
        return new Guest(
                run.instance(), run.instanceType(), run.generation(), HostedState.BOOTING, run.resources(), now);
    }

    static Guest tombstone(Command.Terminate command, String instanceType, Instant now) {
        return new Guest(
                command.instance(), instanceType, command.generation(), HostedState.TERMINATED, Resources.NONE, now);
    }
}
