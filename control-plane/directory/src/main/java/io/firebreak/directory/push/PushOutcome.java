package io.firebreak.directory.push;

import io.firebreak.assigner.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of one call to one node. */
sealed interface PushOutcome {
    /** The node answered, after its commit. */
    record Confirmed(List<Word> words) implements PushOutcome {}

    /**
     * What the node's cell holds of a tenant.
     *
     * @param keysVersion of its keys and limits; null of a cell of a version that does not say
     */
    record Word(TenantId id, long epoch, @Nullable Long keysVersion) {}

    /** No answer, or not one of a cell. */
    record Failed(String why) implements PushOutcome {}
}
