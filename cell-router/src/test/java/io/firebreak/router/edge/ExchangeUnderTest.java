package io.firebreak.router.edge;

import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.tracing.CallSpans;
import io.firebreak.router.transport.Deadlines;
import io.firebreak.router.transport.Transport;
import io.firebreak.router.wire.Reply;
import io.firebreak.telemetry.Tracing;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** One exchange with a client that only notes what it is told, in time that stands until it is moved. */
final class ExchangeUnderTest implements Exchange.Client {
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    /** A body one byte longer passes as it comes. */
    static final int HELD = 4;

    private static final int SEED = 7;

    final EmbeddedChannel channel = new EmbeddedChannel();
    final Admission admission = new Admission(1);
    final Exchange exchange;
    boolean wasCut;

    private final AtomicLong nanos = new AtomicLong();

    ExchangeUnderTest(Mono<Reply> answer) {
        channel.freezeTime();
        Clock clock = clock();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Random random = new Random(SEED);
        Front front = (String method, String uri, HttpHeaders headers) ->
                new Front.Meaning(RequestKind.ACT, true, call -> answer);
        Edge edge = new Edge(
                front,
                new RequestIds(random),
                admission,
                new EdgeMetrics(meters, clock, admission),
                SilentLog.over(meters),
                new CallSpans(Tracing.off()),
                new EdgeSettings(
                        1,
                        1,
                        DataSize.ofBytes(HELD),
                        true,
                        ANSWER_TIMEOUT,
                        ANSWER_TIMEOUT,
                        ANSWER_TIMEOUT,
                        Transport.AUTO,
                        1),
                ANSWER_TIMEOUT,
                clock,
                random);
        exchange = new Exchange(
                edge,
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1/shard"),
                this,
                "http",
                new Deadlines(channel.eventLoop(), clock, Duration.ofMillis(5)));
    }

    void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
        channel.runScheduledPendingTasks();
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void answer(Exchange answered, Reply reply, boolean requestIsRead) {
        // the test writes it
    }

    @Override
    public void run(Runnable task) {
        task.run();
    }

    @Override
    public String address() {
        return "127.0.0.1";
    }

    @Override
    public void reading(boolean on) {
        // nothing is read here
    }

    @Override
    public void cut() {
        wasCut = true;
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public long wallTime() {
                return TimeUnit.NANOSECONDS.toMillis(nanos.get());
            }

            @Override
            public long monotonicTime() {
                return nanos.get();
            }
        };
    }
}
