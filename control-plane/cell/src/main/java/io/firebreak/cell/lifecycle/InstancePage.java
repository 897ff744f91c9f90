package io.firebreak.cell.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list, in the shape the router merges; a cell alone is never partial. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record InstancePage(
        List<InstanceView> instances, @Nullable String nextCursor, boolean partial, List<String> unreachableCells) {
    static InstancePage of(List<InstanceView> instances, @Nullable String nextCursor) {
        return new InstancePage(instances, nextCursor, false, List.of());
    }
}
