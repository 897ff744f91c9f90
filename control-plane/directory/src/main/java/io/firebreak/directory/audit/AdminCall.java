package io.firebreak.directory.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of an operator that was to change something.
 *
 * @param id rises with time
 * @param actor the name of the key that was shown
 * @param client the other end of the connection
 * @param action method and pattern of the path, such as {@code PUT /admin/v1/cells/{id}}
 * @param subjects what the path names, then what the call says it changed
 * @param endedAt when it ended; null for one that is running, or was when the directory died: what it did is then unknown
 * @param status of the answer, if it ended
 * @param code of the problem, if it was refused
 */
record AdminCall(
        long id,
        Instant at,
        String actor,
        String client,
        String action,
        List<String> subjects,
        @Nullable Instant endedAt,
        @Nullable Integer status,
        @Nullable String code) {
    AdminCall {
        subjects = List.copyOf(subjects);
    }
}
