package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;

/**
 * How full hosts of one capacity are, in grades: an instance goes to the fullest host that has room for it.
 *
 * <p>Best fit for several resources: what is free is taken as a share of the host in each dimension, and the grade is the
 * weighted mean of the shares (the sum norm of Panigrahy, Talwar, Uyeda, Wieder: "Heuristics for Vector Bin Packing",
 * 2011). Between equal hosts the order is the same before and after the instance is added, whatever it takes; so it
 * depends on the host alone, and hosts can be kept in it. Grades are whole numbers so that a tie is a tie.
 */
final class BestFit {
    /** 0 is full, the last is empty. Finer than one vCPU of the largest host counts in the mean. */
    static final int GRADES = 1_024;

    private static final Dimension[] DIMENSIONS = Dimension.values();

    /** What one unit of a dimension adds to the grade; nothing where the host has none of it. */
    private final double[] perUnit = new double[DIMENSIONS.length];

    BestFit(Resources total) {
        int weights = 0;
        for (Dimension dimension : DIMENSIONS) {
            weights += dimension.of(total) > 0 ? dimension.weight() : 0;
        }
        for (int i = 0; i < DIMENSIONS.length; i++) {
            long whole = DIMENSIONS[i].of(total);
            perUnit[i] = whole > 0 ? (GRADES - 1.0) * DIMENSIONS[i].weight() / weights / whole : 0;
        }
    }

    /** The grade of a host with this much free, 0 to {@link #GRADES} - 1. */
    int grade(Resources free) {
        double sum = 0;
        for (int i = 0; i < DIMENSIONS.length; i++) {
            sum += Math.max(0, DIMENSIONS[i].of(free)) * perUnit[i];
        }
        return Math.min(GRADES - 1, (int) sum);
    }
}
