package io.firebreak.chaos.bench;

import java.util.List;

/** A way of placing instances, over hosts known by number, with the state it keeps for it. */
interface Placer {
    /** No host has room. */
    int NOWHERE = -1;

    /** Places an instance and makes it part of the state; the host's number or {@link #NOWHERE}. */
    int place(PlacementWorkload.Demand demand);

    /** {@link #place} for several, in whatever order. */
    default int[] placeAll(List<PlacementWorkload.Demand> demands) {
        return demands.stream().mapToInt(this::place).toArray();
    }

    /** An instance is gone. */
    void depart(int host, PlacementWorkload.Demand demand);

    /** Puts an instance where another placer has put it. */
    void put(int host, PlacementWorkload.Demand demand);
}
