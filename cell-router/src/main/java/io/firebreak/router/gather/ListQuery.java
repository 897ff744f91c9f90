package io.firebreak.router.gather;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.forwarding.CellRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list a client asks for.
 *
 * @param list which one
 * @param request as each cell gets it, but for the cursor, which is not in its URI
 * @param limit rows of the page, 1 to 1,000
 * @param cursor as the client sent it, if it did
 */
public record ListQuery(
        ListShape list,
        TenantId tenant,
        CellRequest request,
        int limit,
        @Nullable String cursor) {
    /** The request of one cell, which goes on from its own place. */
    CellRequest of(CellId cell, Optional<ListCursor> from) {
        return from.flatMap(opened -> opened.startOf(cell))
                .map(place -> new CellRequest(
                        request.kind(),
                        request.method(),
                        request.uri() + (request.uri().indexOf('?') < 0 ? "?" : "&") + "cursor=" + place.toCursor(),
                        request.headers(),
                        request.body(),
                        request.trail()))
                .orElse(request);
    }
}
