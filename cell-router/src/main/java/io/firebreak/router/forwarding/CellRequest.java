package io.firebreak.router.forwarding;

import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.routing.Failure;
import io.firebreak.router.routing.NextStep;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.tracing.CallSpan;
import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.BodyStream;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * A request as a cell gets it; the same object is sent again on a retry.
 *
 * @param uri path and query, as the client wrote them
 * @param headers clean headers, {@code Firebreak-Epoch} included; not to be changed once they are in here
 * @param trail where its attempts are noted
 * @param upload the rest of a body too long to be held, which can be sent once; none for others
 */
public record CellRequest(
        RequestKind kind,
        HttpMethod method,
        String uri,
        HttpHeaders headers,
        Body body,
        CallTrail trail,
        @Nullable BodyStream upload) {
    /** One whose body is there. */
    public CellRequest(
            RequestKind kind, HttpMethod method, String uri, HttpHeaders headers, Body body, CallTrail trail) {
        this(kind, method, uri, headers, body, trail, null);
    }

    /** The same request as the node of a recorded call gets it. */
    CellRequest in(@Nullable CallSpan span) {
        return span == null ? this : new CellRequest(kind, method, uri, span.marked(headers), body, trail, upload);
    }

    /** Whether a cell may get it again: what of the body has passed is not here any more. */
    boolean repeatable() {
        return kind.repeatable() && upload == null;
    }

    /** Whether two cells may be asked at once. */
    boolean hedged() {
        return kind.hedged() && upload == null;
    }

    /** Whether two nodes of one cell may be asked at once. */
    boolean hedgedBetweenNodes() {
        return kind.hedgedBetweenNodes() && upload == null;
    }

    /** What to do after a cell was asked; one that was sent an upload is the last. */
    NextStep after(CellVerdict verdict, boolean nodeLeft, boolean cellLeft) {
        boolean untouched = verdict instanceof CellVerdict.Failed(Failure failure) && !failure.mayHaveActed();
        return upload == null || untouched ? NextStep.after(kind, verdict, nodeLeft, cellLeft) : new NextStep.Finish();
    }
}
