package io.firebreak.cell.placement;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a request fares on the hosts as they are now.
 *
 * @param hosts how many there are
 * @param fitting how many of them would take an instance
 * @param reasons the other hosts by the first reason why not; adds up with {@code fitting} to {@code hosts}
 * @param verdicts the hosts themselves: first those that fit, best first, then the others by id; the first {@value
 *     #MOST_VERDICTS} at most
 */
public record Explanation(int hosts, int fitting, Map<Refusal, Integer> reasons, List<Verdict> verdicts) {
    /** As many as a page shows; the counts are of all. */
    public static final int MOST_VERDICTS = 100;

    public Explanation {
        reasons = Map.copyOf(reasons);
        verdicts = List.copyOf(verdicts);
    }

    /**
     * What came out for one host.
     *
     * @param refusal the first filter it did not pass; empty if it would take an instance
     * @param grade how full it is, from 0 for full to {@value BestFit#GRADES} - 1 for empty; the least is the best
     */
    public record Verdict(HostCapacity host, Optional<Refusal> refusal, int grade) {}
}
