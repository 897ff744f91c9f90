package io.firebreak.router.forwarding;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.routing.Failure;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.tracing.CallSpan;
import io.firebreak.router.tracing.RequestSpan;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request, noted on its way and read at its end by the access log. Its fields are plain: an attempt that
 * nobody waits for any more may still write, and then the last writer wins.
 */
public final class CallTrail {
    private final String requestId;
    private final String method;
    private final String uri;
    private final long startNanos;
    private RequestKind kind = RequestKind.OTHER;
    private @Nullable TenantId tenant;
    private @Nullable String traceId;
    private @Nullable RequestSpan span;
    private @Nullable CellId cell;
    private @Nullable URI node;
    private int attempts;
    private boolean hedged;
    private volatile boolean mayBeDone;
    private long upstreamNanos;
    private long bytesIn;
    private long bytesOut;
    private int status;

    /** Begins with the head of the request. */
    public CallTrail(String requestId, String method, String uri, long startNanos) {
        this.requestId = requestId;
        this.method = method;
        this.uri = uri;
        this.startNanos = startNanos;
    }

    /** What it asks for was understood. */
    public void understood(RequestKind meant) {
        kind = meant;
    }

    /** The trace it belongs to, 32 hex digits. */
    public void inTrace(String id) {
        traceId = id;
    }

    /** Its trace is recorded. */
    public void recorded(RequestSpan by) {
        span = by;
    }

    /** Whose it is was found out. */
    public void of(TenantId owner) {
        tenant = owner;
    }

    /** So much of a body was read from the client. */
    public void received(long bytes) {
        bytesIn += bytes;
    }

    /** A node is asked. The span of that, if the trace is recorded. */
    @Nullable
    CallSpan asks(CellId asked, URI at) {
        int before = attempts++;
        cell = asked;
        node = at;
        return span == null ? null : span.call(asked, at, before);
    }

    /** A node that was asked has answered, or not. */
    void heard(CellId asked, URI at, long tookNanos) {
        cell = asked;
        node = at;
        upstreamNanos = tookNanos;
    }

    /** What came of asking a node. */
    void cameTo(CellVerdict verdict) {
        if (verdict instanceof CellVerdict.Failed(Failure failure) && failure.mayHaveActed()) {
            mayBeDone = true;
        }
    }

    /** Whether a node may have done what was asked although it did not say so. */
    public boolean mayBeDone() {
        return mayBeDone;
    }

    /** A second cell is asked although the first may still answer. */
    void hedges() {
        hedged = true;
    }

    /** The answer is known. */
    public void answered(int statusCode, long bodyBytes) {
        status = statusCode;
        bytesOut = bodyBytes;
    }

    /** Nothing more comes of it. */
    public void over(boolean delivered) {
        if (span != null) {
            span.end(tenant, status, delivered);
        }
    }

    public String requestId() {
        return requestId;
    }

    public String method() {
        return method;
    }

    /** Path and query as they came: a log must not show it as it is. */
    public String uri() {
        return uri;
    }

    public long startNanos() {
        return startNanos;
    }

    public RequestKind kind() {
        return kind;
    }

    public @Nullable TenantId tenant() {
        return tenant;
    }

    public @Nullable String traceId() {
        return traceId;
    }

    /** The cell asked last; none when the router answered by itself. */
    public @Nullable CellId cell() {
        return cell;
    }

    public @Nullable URI node() {
        return node;
    }

    /** How many calls of nodes were made for it. */
    public int attempts() {
        return attempts;
    }

    public boolean hedged() {
        return hedged;
    }

    /** How long the last node heard of took. */
    public long upstreamNanos() {
        return upstreamNanos;
    }

    public long bytesIn() {
        return bytesIn;
    }

    public long bytesOut() {
        return bytesOut;
    }

    /** 0 when no answer was made, since the client went away. */
    public int status() {
        return status;
    }
}
