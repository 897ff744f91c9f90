package io.firebreak.cell.quota;

import io.firebreak.fleet.api.Resources;

/** An amount of what quotas count: instances that are not terminated, and their vCPUs. */
public record Usage(int instances, long vcpus) {
    static final Usage NONE = new Usage(0, 0);

    /** So many instances of one size. */
    public static Usage of(int instances, Resources each) {
        return new Usage(instances, (long) instances * each.vcpus());
    }

    public Usage plus(Usage other) {
        return new Usage(instances + other.instances, vcpus + other.vcpus);
    }

    /** What is left of this when some of it is used; never less than nothing, for a quota may have been lowered. */
    Usage without(Usage used) {
        return new Usage(Math.max(0, instances - used.instances), Math.max(0, vcpus - used.vcpus));
    }

    boolean fitsInto(Usage quota) {
        return instances <= quota.instances && vcpus <= quota.vcpus;
    }

    /** How many instances of a size this is enough for. */
    public int instancesOf(Resources each) {
        return (int) Math.min(instances, vcpus / Math.max(1, each.vcpus()));
    }
}
