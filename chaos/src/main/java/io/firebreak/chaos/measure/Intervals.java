package io.firebreak.chaos.measure;

import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Student's interval of a mean (Student, "The probable error of a mean", Biometrika 6, 1908): with few seeds their spread is
 * itself uncertain, which the t distribution with n - 1 degrees of freedom accounts for. Seeds, not tenants, are the sample: the
 * tenants of one day share its fault. Days that all show the same give an interval of no width.
 */
final class Intervals {
    /** Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom; beyond, the normal's serves. */
    private static final double[] T_95 = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private static final double NORMAL_95 = 1.960;

    private Intervals() {}

    /** The 95 % interval of the mean of shares, cut to 0 and 1; null for fewer than two. */
    static @Nullable Interval ofShares(double... shares) {
        int n = shares.length;
        if (n < 2) {
            return null;
        }
        double mean = DoubleStream.of(shares).average().orElseThrow();
        double squares = DoubleStream.of(shares)
                .map(share -> (share - mean) * (share - mean))
                .sum();
        double t = n - 1 <= T_95.length ? T_95[n - 2] : NORMAL_95;
        double half = t * Math.sqrt(squares / (n - 1) / n);
        return new Interval(Math.max(0, mean - half), Math.min(1, mean + half));
    }
}
