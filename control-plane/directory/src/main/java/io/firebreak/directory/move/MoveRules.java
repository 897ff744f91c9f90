package io.firebreak.directory.move;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.directory.cells.RegisteredCell;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which shards a tenant may move to, as far as the cells say. */
final class MoveRules {
    private MoveRules() {}

    /** Why it may not be this one; empty when it may. */
    static Optional<MoveRefusal> refusal(Shard from, Shard to, List<RegisteredCell> all) {
        Map<CellId, RegisteredCell> cells =
                all.stream().collect(Collectors.toMap(RegisteredCell::id, Function.identity()));
        if (to.size() != from.size()) {
            return Optional.of(new MoveRefusal.WrongSize(from.size(), to.size()));
        }
        for (CellId id : to.cells()) {
            RegisteredCell cell = cells.get(id);
            if (cell == null) {
                return Optional.of(new MoveRefusal.NoSuchCell(id));
            }
            if (!from.contains(id) && cell.state() != CellState.ACTIVE) {
                return Optional.of(new MoveRefusal.CellNotActive(id, cell.state()));
            }
        }
        return sharedZone(from, cells).isPresent()
                ? Optional.empty()
                : sharedZone(to, cells).map(MoveRefusal.SharedZone::new);
    }

    private static Optional<String> sharedZone(Shard shard, Map<CellId, RegisteredCell> cells) {
        Set<String> zones = new HashSet<>();
        return shard.cells().stream()
                .map(cell -> Objects.requireNonNull(cells.get(cell)).zone())
                .filter(zone -> !zones.add(zone))
                .findFirst();
    }
}
