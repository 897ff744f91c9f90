package io.firebreak.assigner.resize;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cells of the new lattice by number, after them the cells that are no longer there, and how zones are to be used. */
final class Ground {
    private final List<CellId> ids = new ArrayList<>();
    private final Map<CellId, Integer> numbers = new HashMap<>();
    private final Lattice lattice;
    private final int[] zones;
    private final int[] cellsOfZone;

    Ground(Lattice lattice, Collection<Shard> shards) {
        this.lattice = lattice;
        lattice.cells().forEach(cell -> number(cell.id()));
        shards.forEach(shard -> shard.cells().forEach(this::number));
        Map<String, Integer> zoneNumbers = new HashMap<>();
        this.zones = new int[lattice.cells().size()];
        for (int cell = 0; cell < zones.length; cell++) {
            int fresh = zoneNumbers.size();
            zones[cell] = zoneNumbers.computeIfAbsent(lattice.cells().get(cell).zone(), zone -> fresh);
        }
        this.cellsOfZone = new int[zoneNumbers.size()];
        for (int cell = 0; cell < zones.length; cell++) {
            cellsOfZone[zones[cell]] += isActive(cell) ? 1 : 0;
        }
    }

    /** The number of a cell, a new one if it has none yet. */
    private int number(CellId id) {
        int fresh = ids.size();
        return numbers.computeIfAbsent(id, it -> {
            ids.add(it);
            return fresh;
        });
    }

    int[] members(Shard shard) {
        return shard.cells().stream().mapToInt(this::number).toArray();
    }

    CellId id(int cell) {
        return ids.get(cell);
    }

    int cells() {
        return ids.size();
    }

    boolean isActive(int cell) {
        return cell < zones.length && lattice.cells().get(cell).state() == CellState.ACTIVE;
    }

    Cell cell(int cell) {
        return lattice.cells().get(cell);
    }

    int zones() {
        return cellsOfZone.length;
    }

    int zoneOf(int cell) {
        return zones[cell];
    }

    /** How many active cells a zone has. */
    int cellsOfZone(int zone) {
        return cellsOfZone[zone];
    }

    /** The most members a shard has in any zone: the least m with Σ min(m, cells of zone) ≥ k. */
    int mostPerZone(int shardSize) {
        int most = 0;
        int held = 0;
        while (held < shardSize) {
            most++;
            int limit = most;
            held = 0;
            for (int cells : cellsOfZone) {
                held += Math.min(limit, cells);
            }
        }
        return most;
    }

    /** How many moves a shard needs at least to stand on active cells and in zones as evenly as they allow. */
    int movesNeeded(int[] members) {
        int[] used = new int[cellsOfZone.length];
        int gone = 0;
        for (int cell : members) {
            if (isActive(cell)) {
                used[zones[cell]]++;
            } else {
                gone++;
            }
        }
        int most = mostPerZone(members.length);
        int over = 0;
        int under = 0;
        for (int zone = 0; zone < used.length; zone++) {
            over += Math.max(0, used[zone] - most);
            under += Math.max(0, Math.min(most - 1, cellsOfZone[zone]) - used[zone]);
        }
        return Math.max(gone + over, under);
    }
}
