package io.firebreak.assigner.resize;

import java.util.List;

/** Moves that may be made in any order or at once: no two of them change the same shard. */
public record Wave(List<Move> moves) {
    public Wave {
        moves = List.copyOf(moves);
    }
}
