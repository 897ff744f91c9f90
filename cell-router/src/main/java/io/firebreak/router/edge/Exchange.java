package io.firebreak.router.edge;

import io.firebreak.router.accesslog.PathTemplate;
import io.firebreak.router.forwarding.CallTrail;
import io.firebreak.router.forwarding.Deadline;
import io.firebreak.router.tracing.RequestSpan;
import io.firebreak.router.transport.Deadlines;
import io.firebreak.router.wire.BodyBuffer;
import io.firebreak.router.wire.BodyStream;
import io.firebreak.router.wire.Reply;
import io.firebreak.router.wire.TraceParent;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
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
    private @Nullable BodyStream rest;
    private @Nullable Upload upload;
    private long sentUp;
    private int status;
    private int firstBytes;
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

        /** Its connection, or its stream of one. */
        Channel channel();

        /** Where it is, as {@link Provenance#clientOf} writes it. */
        String address();

        /** Runs something on the event loop of the client. */
        default void run(Runnable task) {
            if (channel().eventLoop().inEventLoop()) {
                task.run();
            } else {
                channel().eventLoop().execute(task);
            }
        }

        /** Whether more is read of it. */
        default void reading(boolean on) {
            channel().config().setAutoRead(on);
        }

        /** It takes too long to read its answer. */
        void cut();
    }

    /** @param scheme of the client's connection */
    Exchange(Edge edge, HttpRequest head, Client client, String scheme, Deadlines deadlines) {
        this.edge = edge;
        this.head = head;
        this.client = client;
        this.deadlines = deadlines;
        this.id = edge.ids().idFor(head.headers());
        this.startNanos = edge.metrics().start();
        this.trail = new CallTrail(id, head.method().name(), head.uri(), startNanos);
        RequestSpan span = edge.spans().begin(head.method().name(), head.headers());
        TraceParent step = span == null ? TraceParent.stepOf(head.headers(), edge.random()) : span.step();
        trail.inTrace(step.traceId());
        this.admitted = edge.admission().enter();
        this.meaning = admitted
                ? edge.front().meaningOf(head.method().name(), head.uri(), head.headers())
                : Front.Meaning.OVERLOADED;
        trail.understood(meaning.kind());
        if (span != null) {
            trail.recorded(span);
            span.understood(id, meaning.kind(), PathTemplate.of(head.uri()));
        }
        Provenance.mark(head, client.address(), scheme, step);
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
            } else if (announcedLength() > edge.maximumBody() && !streams()) {
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
        if (upload != null) {
            sentUp += part.readableBytes();
            upload.data(part);
        } else if (stage == Stage.READING && body.size() + part.readableBytes() <= edge.maximumBody()) {
            body.add(part);
        } else if (stage == Stage.READING && streams()) {
            beginUpload(part);
        } else if (stage == Stage.READING) {
            answer(edge.tooLarge());
        }
    }

    /** The rest of the body passes as it comes. */
    private void beginUpload(ByteBuf part) {
        Upload rest = new Upload(client, announcedLength());
        upload = rest;
        sentUp = (long) body.size() + part.readableBytes();
        rest.data(part);
        dispatch();
    }

    /** No more of the body has come for now. All of it must have come a while after the first time that is so. */
    void waitsForBody() {
        if (stage == Stage.READING && !bodyAwaited) {
            bodyAwaited = true;
            deadlines.set(this, edge.settings().bodyTimeout().toNanos());
        } else if (stage == Stage.ANSWERING && upload != null && !upload.isComplete()) {
            deadlines.set(this, edge.settings().bodyTimeout().toNanos());
        }
    }

    void bodyEnd() {
        if (upload != null) {
            deadlines.clear(this);
            trail.received(sentUp);
            upload.end();
        } else if (stage == Stage.READING) {
            trail.received(body.size());
            dispatch();
        }
    }

    private void dispatch() {
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
        } else if (stage == Stage.ANSWERING && upload != null) {
            giveUp(upload, refusal.reply());
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

    /** The client has read what waited for it. */
    void progressed() {
        deadlines.clear(this);
    }

    /** So many bytes of the answer's rest went to the client. */
    void sent(long bytes) {
        trail.answered(status, firstBytes + bytes);
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
        } else if (stage == Stage.ANSWERING && upload != null) {
            giveUp(upload, edge.bodyTooLate());
        } else if (stage == Stage.WRITING) {
            client.cut();
        }
    }

    /** The cell is not to blame for a body that does not come, so its answer is not waited for. */
    private void giveUp(Upload unfinished, Reply reply) {
        if (answering != null) {
            answering.cancel();
        }
        unfinished.cut();
        answer(reply);
    }

    private void answer(Reply reply) {
        if (stage != Stage.READING && stage != Stage.ANSWERING) {
            if (reply.rest() != null) {
                reply.rest().cancel();
            }
            return;
        }
        boolean read = stage == Stage.ANSWERING && (upload == null || upload.isComplete());
        stage = Stage.WRITING;
        deadlines.clear(this);
        if (admitted) {
            edge.metrics().answered(meaning.kind(), reply.status(), startNanos);
        } else {
            edge.metrics().refused(meaning.kind(), reply.status());
        }
        status = reply.status();
        firstBytes = reply.body().size();
        rest = reply.rest();
        trail.answered(status, firstBytes);
        client.answer(this, reply, read);
    }

    private void over(Stage before, boolean delivered) {
        deadlines.clear(this);
        if (before == Stage.OVER) {
            return;
        }
        if (rest != null && !delivered) {
            rest.cancel();
        }
        if (upload != null) {
            upload.cut();
        }
        if (admitted) {
            edge.admission().leave();
        }
        trail.over(delivered);
        edge.log().ended(trail, delivered);
    }

    private ClientCall call() {
        Deadline deadline = Deadline.in(ClientPatience.of(head.headers(), edge.budget()), edge.clock());
        return new ClientCall(id, head.method(), head.uri(), head.headers(), body.take(), deadline, trail, upload);
    }

    private boolean streams() {
        return meaning.streams() && edge.settings().streamLongerBodies();
    }

    private long announcedLength() {
        String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }
}
