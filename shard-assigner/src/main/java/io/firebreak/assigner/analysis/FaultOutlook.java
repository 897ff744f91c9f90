package io.firebreak.assigner.analysis;

import java.math.BigInteger;

/**
 * What one kind of fault does to the shards tenants really have. Shares are of the tenants' weight; poison tenants are
 * left out.
 *
 * @param sets how many sets of cells or tenants the fault may be
 * @param exact whether each of them was tried: then the mean and the variance are exact and the worst is the worst.
 *     Otherwise the worst is the worst that was found, and the truth lies between it and the bound
 * @param mean over all sets; of failed cells it is exact, whether all were tried or not
 * @param variance of the share below the SLO from set to set
 * @param interval of the mean share below the SLO, 95 %; a point where the mean is exact
 * @param bound no set takes a greater share below the SLO
 */
public record FaultOutlook<T>(
        BigInteger sets,
        boolean exact,
        BlastRadius mean,
        double variance,
        Interval interval,
        WorstFault<T> worst,
        double bound) {}
