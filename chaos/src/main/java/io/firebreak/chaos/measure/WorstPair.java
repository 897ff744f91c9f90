package io.firebreak.chaos.measure;

import java.util.List;

/**
 * The two cells whose loss would take the most tenants below their SLO: those whose shard lies within the two. A prediction
 * from the shards really assigned; the two were not necessarily broken.
 *
 * @param cells two names; with several days those of the worst
 * @param tenants how many tenants' shards lie within them
 * @param share of all tenants of the region
 */
public record WorstPair(List<String> cells, long tenants, double share) {
    public WorstPair {
        cells = List.copyOf(cells);
    }
}
