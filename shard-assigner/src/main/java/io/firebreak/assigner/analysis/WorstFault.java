package io.firebreak.assigner.analysis;

import java.util.List;

/**
 * The fault that takes the greatest share below the SLO, and of those the one that touches most.
 *
 * @param of the cells that fail, or the tenants that are poison
 */
public record WorstFault<T>(List<T> of, BlastRadius radius) {
    public WorstFault {
        of = List.copyOf(of);
    }
}
