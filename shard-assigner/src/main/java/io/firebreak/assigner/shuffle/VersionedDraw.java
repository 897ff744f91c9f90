package io.firebreak.assigner.shuffle;

import io.firebreak.assigner.ActiveCells;

/**
 * The best of one ranking in two dimensions of failure domains: each next member is of the zone used least, among those of
 * the version used least, among those the best. Then members change places with cells of their zone as long as that evens
 * the versions out, for a version may have been used up where another zone had no choice. Cost O(n·k²); a resize may
 * change more than one member.
 */
final class VersionedDraw implements Draw {
    private final Ranking ranking;
    private final int[] zones;
    private final int[] versions;

    VersionedDraw(ActiveCells active, ZoneLayout layout, Ranking ranking) {
        this.ranking = ranking;
        this.zones = new int[layout.positions()];
        this.versions = new int[layout.positions()];
        for (int position = 0; position < zones.length; position++) {
            zones[position] = active.zone(layout.cellAt(position));
            versions[position] = active.version(layout.cellAt(position));
        }
    }

    @Override
    public void draw(long key, int[] into) {
        for (int filled = 0; filled < into.length; filled++) {
            into[filled] = next(key, into, filled);
        }
        int place = 0;
        while (place < into.length) {
            int better = better(key, into, place);
            if (better >= 0) {
                into[place] = better;
                place = 0;
            } else {
                place++;
            }
        }
    }

    private int next(long key, int[] members, int filled) {
        int best = -1;
        for (int cell = 0; cell < zones.length; cell++) {
            if (!contains(members, filled, cell) && (best < 0 || isBefore(key, members, filled, cell, best))) {
                best = cell;
            }
        }
        return best;
    }

    private boolean isBefore(long key, int[] members, int filled, int cell, int other) {
        int byZone = count(zones, members, filled, cell) - count(zones, members, filled, other);
        if (byZone != 0) {
            return byZone < 0;
        }
        int byVersion = count(versions, members, filled, cell) - count(versions, members, filled, other);
        return byVersion != 0 ? byVersion < 0 : ranking.isBefore(key, cell, other);
    }

    /** The best cell of the member's zone whose version is used by two fewer, or −1. */
    private int better(long key, int[] members, int place) {
        int member = members[place];
        int used = count(versions, members, members.length, member);
        int best = -1;
        for (int cell = 0; cell < zones.length; cell++) {
            if (zones[cell] == zones[member]
                    && count(versions, members, members.length, cell) <= used - 2
                    && !contains(members, members.length, cell)
                    && (best < 0 || ranking.isBefore(key, cell, best))) {
                best = cell;
            }
        }
        return best;
    }

    private static int count(int[] domains, int[] members, int filled, int cell) {
        int count = 0;
        for (int i = 0; i < filled; i++) {
            if (domains[members[i]] == domains[cell]) {
                count++;
            }
        }
        return count;
    }

    private static boolean contains(int[] members, int filled, int cell) {
        for (int i = 0; i < filled; i++) {
            if (members[i] == cell) {
                return true;
            }
        }
        return false;
    }
}
