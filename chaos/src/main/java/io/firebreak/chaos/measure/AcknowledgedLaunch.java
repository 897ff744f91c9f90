package io.firebreak.chaos.measure;

import java.util.List;

/**
 * A launch some client got a 201 for.
 *
 * @param settled false for a take-over: then another set of the same token may be the one that stays
 */
public record AcknowledgedLaunch(LaunchToken token, String instanceType, List<InstanceId> instances, boolean settled) {
    public AcknowledgedLaunch {
        instances = List.copyOf(instances);
    }
}
