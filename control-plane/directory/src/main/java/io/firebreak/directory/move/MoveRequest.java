package io.firebreak.directory.move;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import java.util.List;

/** Where a tenant is to go. */
public sealed interface MoveRequest {
    /** To a shard of these cells. */
    record To(Shard shard) implements MoveRequest {}

    /** To the same shard but for one member. */
    record Replace(CellId member, CellId with) implements MoveRequest {}

    /** The shard it asks for, or why there is none; asking again for what was done asks for the same shard. */
    default Target target(Shard from) {
        return switch (this) {
            case To(Shard shard) -> new Target.Found(shard);
            case Replace(CellId member, CellId with)
            when from.contains(member) ->
                new Target.Found(new Shard(from.cells().stream()
                        .map(cell -> cell.equals(member) ? with : cell)
                        .distinct()
                        .toList()));
            case Replace(CellId member, CellId with) when from.contains(with) -> new Target.Found(from);
            case Replace(CellId member, CellId with) -> new Target.None(new MoveRefusal.NotAMember(member));
        };
    }

    /** What came of it. */
    sealed interface Target {
        record Found(Shard shard) implements Target {}

        record None(MoveRefusal why) implements Target {}
    }

    /** A shard of these cells. */
    static MoveRequest to(List<CellId> cells) {
        return new To(new Shard(cells));
    }
}
