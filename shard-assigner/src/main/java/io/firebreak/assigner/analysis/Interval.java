package io.firebreak.assigner.analysis;

/**
 * A 95 % confidence interval of a share.
 */
public record Interval(double low, double high) {
    /** The two-sided 95 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * The score interval of Wilson ("Probable inference, the law of succession, and statistical inference", JASA 1927). It
     * stays inside 0 to 1 and does not shrink to a point when nothing was seen.
     *
     * @param share the share seen, 0 to 1
     * @param observations how many independent observations it stands on, above 0
     */
    public static Interval wilson(double share, double observations) {
        double spread = Z * Z / observations;
        double middle = (share + spread / 2) / (1 + spread);
        double half = Z / (1 + spread) * Math.sqrt((share * (1 - share) + spread / 4) / observations);
        return new Interval(share <= 0 ? 0 : middle - half, share >= 1 ? 1 : middle + half);
    }

    public boolean contains(double share) {
        return low <= share && share <= high;
    }
}
