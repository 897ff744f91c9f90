package io.firebreak.assigner.resize;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which cells a tenant may take in place of which member without sharing more with anybody than is allowed and than it does,
 * whichever of this wave's moves are done. An exchange is barred by a shard that has the new cell, has not the member that
 * leaves, and shares as many cells as are allowed already: so those who share that many are looked at once for all
 * exchanges together, and no longer than until all are barred.
 */
final class Openings {
    private final int[] members;
    private final BitSet[] insteadOf;

    private Openings(int[] members, BitSet free) {
        this.members = members;
        this.insteadOf = new BitSet[members.length];
        Arrays.setAll(insteadOf, i -> (BitSet) free.clone());
    }

    /** @param free the cells to choose from; they are left as they are */
    static Openings of(Layout layout, int tenant, BitSet free, int maxOverlap) {
        Openings openings = new Openings(layout.members(tenant), free);
        BitSet others = layout.sharing(tenant, maxOverlap);
        for (int other = others.nextSetBit(0);
                other >= 0 && !openings.areNone();
                other = others.nextSetBit(other + 1)) {
            openings.bar(layout.members(other), maxOverlap);
            if (layout.moves(other)) {
                openings.bar(layout.next(other), maxOverlap);
            }
        }
        return openings;
    }

    private void bar(int[] shard, int maxOverlap) {
        if (Layout.overlap(members, shard) >= maxOverlap) {
            for (int i = 0; i < members.length; i++) {
                if (!Layout.has(shard, members[i])) {
                    for (int cell : shard) {
                        insteadOf[i].clear(cell);
                    }
                }
            }
        }
    }

    private boolean areNone() {
        for (BitSet cells : insteadOf) {
            if (!cells.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The cells that may take this member's place, ascending. */
    int[] insteadOf(int member) {
        int place = 0;
        while (members[place] != member) {
            place++;
        }
        return insteadOf[place].stream().toArray();
    }
}
