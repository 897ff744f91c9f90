package io.firebreak.cell.commit;

import java.util.List;
import java.util.Map;

/** What a {@link GroupWrite} made of its changes. */
public sealed interface Written<R> {
    /**
     * The transaction is to be committed.
     *
     * @param results one for each change, in their order
     */
    record Whole<R>(List<R> results) implements Written<R> {
        public Whole {
            results = List.copyOf(results);
        }
    }

    /**
     * The transaction is to be rolled back, for some changes cannot be made; the others are written again without them.
     *
     * @param decided what becomes of those, by their place in the list; at least one
     */
    record Without<R>(Map<Integer, R> decided) implements Written<R> {
        public Without {
            decided = Map.copyOf(decided);
            if (decided.isEmpty()) {
                throw new IllegalArgumentException("a group that is written again must have become smaller");
            }
        }
    }
}
