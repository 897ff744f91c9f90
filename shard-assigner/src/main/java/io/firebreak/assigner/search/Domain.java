package io.firebreak.assigner.search;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cells of a lattice by number, with the numbers of their zones. */
final class Domain {
    private final List<Cell> cells;
    private final Map<CellId, Integer> numbers = new HashMap<>();
    private final int[] zones;
    private final int zoneCount;

    Domain(Lattice lattice) {
        this.cells = lattice.cells();
        this.zones = new int[cells.size()];
        Map<String, Integer> zoneNumbers = new HashMap<>();
        for (int cell = 0; cell < zones.length; cell++) {
            numbers.put(cells.get(cell).id(), cell);
            int fresh = zoneNumbers.size();
            zones[cell] = zoneNumbers.computeIfAbsent(cells.get(cell).zone(), zone -> fresh);
        }
        this.zoneCount = zoneNumbers.size();
    }

    int cells() {
        return zones.length;
    }

    int zones() {
        return zoneCount;
    }

    int zoneOf(int cell) {
        return zones[cell];
    }

    double weight(int cell) {
        return cells.get(cell).weight();
    }

    int number(CellId id) {
        Integer number = numbers.get(id);
        if (number == null) {
            throw new IllegalArgumentException("the lattice has no cell %s".formatted(id));
        }
        return number;
    }

    /** Some of the cells. */
    Lattice lattice(int[] some) {
        return new Lattice(Arrays.stream(some).mapToObj(cells::get).toList());
    }

    /** The active cells among those named, or all of them where none is named. */
    int[] active(Set<CellId> named) {
        named.forEach(this::number);
        List<Integer> active = new ArrayList<>();
        for (int cell = 0; cell < zones.length; cell++) {
            Cell it = cells.get(cell);
            if (it.state() == CellState.ACTIVE && (named.isEmpty() || named.contains(it.id()))) {
                active.add(cell);
            }
        }
        return active.stream().mapToInt(cell -> cell).toArray();
    }

    /** The numbers of a shard that stands already: any cell but one that is out. */
    int[] standing(Shard shard) {
        return shard.cells().stream()
                .mapToInt(id -> {
                    if (cells.get(number(id)).state() == CellState.OUT) {
                        throw new IllegalArgumentException(
                                "cell %s is out: it is no member of any shard".formatted(id));
                    }
                    return number(id);
                })
                .toArray();
    }

    Shard shard(int[] members) {
        return new Shard(
                Arrays.stream(members).mapToObj(cell -> cells.get(cell).id()).toList());
    }
}
