package io.firebreak.cell.commit;

import java.util.List;
import java.util.Map;
import java.util.Set;

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
     * @param decided what becomes of those, by their place in the list
     * @param putOff places of changes that cannot be made beside others, of which it is not known yet whether they are; they
     *     are written again when those know their end. A change that is alone is never put off
     */
    record Without<R>(Map<Integer, R> decided, Set<Integer> putOff) implements Written<R> {
        public Without {
            decided = Map.copyOf(decided);
            putOff = Set.copyOf(putOff);
            if (decided.isEmpty() && putOff.isEmpty()) {
                throw new IllegalArgumentException("a group that is written again must have become smaller");
            }
        }

        public Without(Map<Integer, R> decided) {
            this(decided, Set.of());
        }
    }
}
