package io.firebreak.assigner.analysis;

/**
 * What a simulation saw.
 *
 * @param mean over all trials
 * @param variance of the share below the SLO from trial to trial
 * @param interval 95 %, of the mean share below the SLO
 */
public record SimulatedBlastRadius(BlastRadius mean, double variance, Interval interval, int trials) {
    /** The mean share of tenants that lost their whole shard. */
    public double belowSlo() {
        return mean.belowSlo();
    }
}
