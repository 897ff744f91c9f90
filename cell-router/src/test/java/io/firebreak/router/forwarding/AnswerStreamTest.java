package io.firebreak.router.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.transport.Deadlines;
import io.firebreak.router.wire.AsciiText;
import io.firebreak.router.wire.BodyStream;
import io.micrometer.core.instrument.Clock;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** The rest of an answer that ends before anybody reads it. */
class AnswerStreamTest {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration LONGER = SILENCE.plusMillis(100);

    private final AtomicLong nanos = new AtomicLong();
    private final Clock clock = clock();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AnswerStream stream = new AnswerStream(
            CellConnection.on(channel, home(), clock),
            channel.eventLoop(),
            new Deadlines(channel.eventLoop(), clock, Duration.ofMillis(5)),
            SILENCE.toNanos(),
            -1);
    private final ByteBuf part = Unpooled.directBuffer().writeZero(9);
    private final Heard client = new Heard();

    AnswerStreamTest() {
        channel.freezeTime();
        stream.data(part);
    }

    @AfterEach
    void holdsNothing() {
        assertThat(part.refCnt()).isEqualTo(1);
    }

    @Test
    void isLetGoOfAfterAWhile() {
        stream.end();
        assertThat(part.refCnt()).isEqualTo(2);
        passes(LONGER);
        assertThat(part.refCnt()).isEqualTo(1);
        stream.readTo(client);
        assertThat(client.said).containsExactly("cut");
    }

    @Test
    void isLetGoOfAfterAWhileWhenItBrokeOff() {
        stream.cut();
        passes(LONGER);
        assertThat(part.refCnt()).isEqualTo(1);
    }

    @Test
    void isReadWholeByWhoeverComesInTime() {
        stream.end();
        stream.readTo(client);
        passes(LONGER);
        assertThat(client.said).containsExactly("data", "end");
    }

    @Test
    void isLetGoOfAtOnceByWhoeverCancelsIt() {
        stream.end();
        stream.cancel();
        assertThat(part.refCnt()).isEqualTo(1);
        passes(LONGER);
        stream.readTo(client);
        assertThat(client.said).isEmpty();
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private NodeConnections home() {
        ForwardingSettings settings =
                new ForwardingSettings(SILENCE, SILENCE, 1, SILENCE, 1, 1, SILENCE, DataSize.ofMegabytes(1), 0, 0);
        return new NodeConnections(
                URI.create("http://127.0.0.1:1"), new Bootstrap(), settings, clock, 1, new AsciiText(), null);
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

    private static final class Heard implements BodyStream.Sink {
        private final List<String> said = new ArrayList<>();

        @Override
        public void data(ByteBuf part) {
            said.add("data");
            part.release();
        }

        @Override
        public void end() {
            said.add("end");
        }

        @Override
        public void cut() {
            said.add("cut");
        }
    }
}
