package io.firebreak.cell.placement;

import java.util.Comparator;

/**
 * A host that could take the next instance of a launch. Orders the best first: least remaining, then the rack with the
 * fewest instances of the launch, then the id, so that equal inputs give equal placements.
 */
record Candidate(HostRoom room, long remaining, int sameRack) implements Comparable<Candidate> {
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingLong(Candidate::remaining)
            .thenComparingInt(Candidate::sameRack)
            .thenComparing(candidate -> candidate.room().seen().id());

    @Override
    public int compareTo(Candidate other) {
        return BEST_FIRST.compare(this, other);
    }
}
