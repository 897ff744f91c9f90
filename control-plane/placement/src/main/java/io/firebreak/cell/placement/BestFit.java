package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;

/**
 * How full a host is, in grades: an instance goes to the fullest host that has room for it.
 *
 * <p>Best fit for several resources: what is free is taken as a share of the host in each dimension, and the grade is the
 * weighted mean of the shares (the sum norm of Panigrahy, Talwar, Uyeda, Wieder: "Heuristics for Vector Bin Packing",
 * 2011). Between equal hosts the order is the same before and after the instance is added, whatever it takes; so it
 * depends on the host alone, and hosts can be kept in it. Grades are whole numbers so that a tie is a tie.
 */
final class BestFit {
    /** 0 is full, the last is empty. Finer than one vCPU of the largest host counts in the mean. */
    static final int GRADES = 1_024;

    private static final long MOST = GRADES - 1;
    private static final Dimension[] DIMENSIONS = Dimension.values();

    private BestFit() {}

    /** The grade of a host, 0 to {@link #GRADES} - 1. A dimension the host does not have does not count. */
    static int grade(Resources total, Resources free) {
        long sum = 0;
        long weights = 0;
        for (Dimension dimension : DIMENSIONS) {
            long whole = dimension.of(total);
            if (whole > 0) {
                long share = Math.clamp(dimension.of(free) * MOST / whole, 0, MOST);
                sum += dimension.weight() * share;
                weights += dimension.weight();
            }
        }
        return weights == 0 ? 0 : (int) (sum / weights);
    }
}
