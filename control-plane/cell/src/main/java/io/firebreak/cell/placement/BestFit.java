package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;

/**
 * How well an instance fits a host: the less it leaves, the better.
 *
 * <p>The norm-based greedy rule for vector bin packing (Panigrahy, Talwar, Uyeda, Wieder: "Heuristics for Vector Bin
 * Packing", 2011): what would remain free is taken as a share of the host in each dimension, and the host with the
 * smallest sum of squares wins. Squares make a host that would strand one resource, all its vCPUs gone and its memory
 * idle, lose against one that is used up evenly. Shares are whole numbers so that equal hosts score exactly equal.
 */
final class BestFit {
    /** Shares are counted in ten-thousandths: finer than one vCPU or 1 GiB on the largest host. */
    private static final int WHOLE = 10_000;

    private BestFit() {}

    /** The sum over all dimensions of the squared shares that remain; 0 is a perfect fit. */
    static long remaining(Resources wanted, HostCapacity host) {
        Resources left = host.free().minus(wanted);
        Resources total = host.total();
        return squaredShare(left.vcpus(), total.vcpus())
                + squaredShare(left.memoryMiB(), total.memoryMiB())
                + squaredShare(left.networkMbps(), total.networkMbps())
                + squaredShare(left.ebsMbps(), total.ebsMbps())
                + squaredShare(left.networkInterfaces(), total.networkInterfaces())
                + squaredShare(left.volumeSlots(), total.volumeSlots())
                + squaredShare(left.localDiskGiB(), total.localDiskGiB());
    }

    /** One dimension's part of the sum; also a lower bound of it. A dimension the host does not have leaves nothing. */
    static long squaredShare(long left, long total) {
        if (total == 0) {
            return 0;
        }
        long share = left * WHOLE / total;
        return share * share;
    }
}
