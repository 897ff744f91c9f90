package io.firebreak.cell.explain;

import io.firebreak.cell.placement.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an instance of a kind fares on the cell's hosts as they are now.
 *
 * @param fitting hosts that would take one more
 * @param hostsLacking the others by what they lack, each counted once, for the first filter it does not pass
 * @param candidates hosts with filter and score, best first, at most a hundred; for the operator only
 */
record PlacementView(
        String instanceType,
        int hosts,
        int fitting,
        Map<Refusal, Integer> hostsLacking,
        @Nullable InstancePlace instance,
        @Nullable List<Candidate> candidates) {
    /**
     * Where the instance that is asked about is.
     *
     * @param host a tag of the tenant's own; the host's name for the operator
     * @param rack for the operator only
     * @param tenancy {@code shared}, {@code dedicated} or {@code host}, which is the whole of one
     */
    record InstancePlace(
            String id,
            String host,
            String zone,
            @Nullable String rack,
            String tenancy,
            @Nullable String placementGroup,
            @Nullable Integer partition) {}

    /**
     * A host as placement sees it.
     *
     * @param refusedBy the first filter it does not pass; absent if it would take one more
     * @param freeGrade its score: how much of it is free, from 0 for full to 1,023 for empty; the least that passes the
     *     filters is taken
     */
    record Candidate(
            String host,
            String zone,
            String rack,
            @Nullable Refusal refusedBy,
            int freeGrade,
            int freeVcpus,
            long freeMemoryMiB,
            @Nullable String dedicatedTo) {}
}
