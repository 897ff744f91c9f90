package io.firebreak.router.edge;

import io.firebreak.router.accesslog.TraceId;
import io.firebreak.router.forwarding.CallTrail;
import io.firebreak.router.forwarding.Deadline;
import io.firebreak.router.transport.Deadlines;
import io.firebreak.router.wire.BodyBuffer;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * One request of a client, from its head to the last byte of its answer, on the event loop of its connection. It knows
 * nothing of how either is framed.
 */
final class Exchange extends Deadlines.Timed implements CoreSubscriber<Reply> {
    private final Edge edge;
    private final HttpRequest head;
    private final Client client;
    private final Deadlines deadlines;
    private final String id;
    private final CallTrail trail;
    private final Front.Meaning meaning;
    private final long startNanos;
    private final BodyBuffer body = new BodyBuffer();
    private final boolean admitted;
    private @Nullable Subscription answering;
    private boolean bodyAwaited;
    private Stage stage = Stage.READING;

    /** How far it is. */
    private enum Stage {
        READING,
        ANSWERING,
        WRITING,
        OVER
    }

    /** Who gets the answer, and is told when to let go. */
    interface Client {
        /** To be written; when that is done, {@link Exchange#written} wants to know. */
        void answer(Exchange exchange, Reply reply, boolean requestIsRead);

        /** Runs something on the event loop of the client. */
        void run(Runnable task);

        /** It takes too long to read its answer. */
        void cut();
    }

    Exchange(Edge edge, HttpRequest head, Client client, Deadlines deadlines) {
        this.edge = edge;
        this.head = head;
        this.client = client;
        this.deadlines = deadlines;
        this.id = edge.ids().idFor(head.headers());
        this.startNanos = edge.metrics().start();
        this.trail = new CallTrail(id, head.method().name(), head.uri(), startNanos);
        TraceId.of(head.headers().get(Headers.TRACEPARENT)).ifPresent(trail::inTrace);
        this.admitted = edge.admission().enter();
        this.meaning = admitted
                ? edge.front().meaningOf(head.method().name(), head.uri(), head.headers())
                : Front.Meaning.OVERLOADED;
        trail.understood(meaning.kind());
    }

    String id() {
        return id;
    }

    HttpRequest head() {
        return head;
    }

    /** Whether the body is still to be read; if not, it was refused by now. */
    boolean wantsBody() {
        if (stage == Stage.READING && hasBody()) {
            if (!admitted) {
                answer(Problem.overloaded());
            } else if (announcedLength() > edge.maximumBody()) {
                answer(edge.tooLarge());
            }
        }
        return stage == Stage.READING;
    }

    /** Whether a body was announced. */
    boolean hasBody() {
        HttpHeaders headers = head.headers();
        return headers.contains(HttpHeaderNames.CONTENT_LENGTH) || headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    void bodyPart(ByteBuf part) {
        if (stage != Stage.READING) {
            return;
        }
        if (body.size() + part.readableBytes() > edge.maximumBody()) {
            answer(edge.tooLarge());
        } else {
            body.add(part);
        }
    }

    /** No more of the body has come for now. All of it must have come a while after the first time that is so. */
    void waitsForBody() {
        if (stage == Stage.READING && !bodyAwaited) {
            bodyAwaited = true;
            deadlines.set(this, edge.settings().bodyTimeout().toNanos());
        }
    }

    void bodyEnd() {
        if (stage != Stage.READING) {
            return;
        }
        deadlines.clear(this);
        stage = Stage.ANSWERING;
        try {
            meaning.answer().apply(call()).subscribe(this);
        } catch (RuntimeException thrown) {
            onError(thrown);
        }
    }

    /** The request turned out to be none. */
    void refuse(Refusal refusal) {
        if (stage == Stage.READING) {
            answer(refusal.reply());
        }
    }

    /** The client went away. */
    void abandon() {
        Stage before = stage;
        stage = Stage.OVER;
        if (answering != null && before == Stage.ANSWERING) {
            answering.cancel();
        }
        if (admitted && (before == Stage.READING || before == Stage.ANSWERING)) {
            edge.metrics().abandoned(meaning.kind(), startNanos);
        }
        over(before, false);
    }

    /** The answer is on its way, and not all of it could be written at once. */
    void writing() {
        deadlines.set(this, edge.settings().answerTimeout().toNanos());
    }

    /** All of the answer is written, or no more of it ever will be. */
    void written(boolean delivered) {
        Stage before = stage;
        stage = Stage.OVER;
        over(before, delivered);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        answering = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Reply reply) {
        client.run(() -> answer(reply));
    }

    @Override
    public void onError(Throwable error) {
        client.run(() -> answer(edge.replyTo(error, id)));
    }

    @Override
    public void onComplete() {
        // the answer came before
    }

    @Override
    protected void tooLate() {
        if (stage == Stage.READING) {
            answer(edge.bodyTooLate());
        } else if (stage == Stage.WRITING) {
            client.cut();
        }
    }

    private void answer(Reply reply) {
        if (stage != Stage.READING && stage != Stage.ANSWERING) {
            return;
        }
        boolean read = stage == Stage.ANSWERING;
        stage = Stage.WRITING;
        deadlines.clear(this);
        if (admitted) {
            edge.metrics().answered(meaning.kind(), reply.status(), startNanos);
        } else {
            edge.metrics().refused(meaning.kind(), reply.status());
        }
        trail.answered(reply.status(), reply.body().size());
        client.answer(this, reply, read);
    }

    private void over(Stage before, boolean delivered) {
        deadlines.clear(this);
        if (before == Stage.OVER) {
            return;
        }
        if (admitted) {
            edge.admission().leave();
        }
        edge.log().ended(trail, delivered);
    }

    private ClientCall call() {
        trail.received(body.size());
        Deadline deadline = Deadline.in(edge.budget(), edge.clock());
        return new ClientCall(id, head.method(), head.uri(), head.headers(), body.take(), deadline, trail);
    }

    private long announcedLength() {
        String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
