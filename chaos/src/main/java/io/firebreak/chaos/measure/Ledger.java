package io.firebreak.chaos.measure;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What clients were told and asked for: the truth that databases and hosts are held against at the end. Written by many
 * threads, before the client acts on what it was told.
 */
public final class Ledger {
    private final ConcurrentLinkedQueue<AcknowledgedLaunch> launches = new ConcurrentLinkedQueue<>();
    private final Set<InstanceId> terminates = ConcurrentHashMap.newKeySet();

    public void acknowledged(AcknowledgedLaunch launch) {
        launches.add(launch);
    }

    /** To be noted before the request leaves: it may take effect without an answer. */
    public void terminateAsked(InstanceId instance) {
        terminates.add(instance);
    }

    public List<AcknowledgedLaunch> launches() {
        return List.copyOf(launches);
    }

    public boolean wasTerminateAsked(InstanceId instance) {
        return terminates.contains(instance);
    }
}
