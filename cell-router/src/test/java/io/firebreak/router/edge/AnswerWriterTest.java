package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.BodyStream;
import io.firebreak.router.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The last bytes of a streamed answer, which the client takes or does not. */
class AnswerWriterTest {
    private final Whole rest = new Whole();
    private final ExchangeUnderTest client =
            new ExchangeUnderTest(Mono.just(new Reply(200, new DefaultHttpHeaders(), Body.EMPTY, rest)));
    private final ChannelPromise lastBytes = client.channel.newPromise();
    private final AnswerWriter writer = new AnswerWriter(
            client.channel, client.exchange, rest, new Pending(), done -> client.exchange.written(done.isSuccess()));

    @AfterEach
    void close() {
        client.channel.finishAndReleaseAll();
    }

    @Test
    void doNotHoldThePlaceOfAClientThatReadsNoMore() {
        client.exchange.bodyEnd();
        writer.end();
        client.channel.runPendingTasks();
        client.passes(ExchangeUnderTest.ANSWER_TIMEOUT.plusMillis(100));
        assertThat(client.wasCut).isTrue();
    }

    @Test
    void doNotHoldItEitherWhenTheClientTookSomeOfThem() {
        client.exchange.bodyEnd();
        writer.end();
        client.channel.runPendingTasks();
        writer.writabilityChanged();
        client.passes(ExchangeUnderTest.ANSWER_TIMEOUT.plusMillis(100));
        assertThat(client.wasCut).isTrue();
    }

    @Test
    void endTheExchangeWhenTheyAreTaken() {
        client.exchange.bodyEnd();
        writer.end();
        client.channel.runPendingTasks();
        lastBytes.setSuccess();
        client.channel.runPendingTasks();
        client.passes(ExchangeUnderTest.ANSWER_TIMEOUT.plusMillis(100));
        assertThat(client.wasCut).isFalse();
        assertThat(client.admission.inside()).isZero();
    }

    /** The end is under way until the test says otherwise. */
    private final class Pending implements AnswerWriter.Framing {
        @Override
        public void part(ByteBuf part) {
            part.release();
        }

        @Override
        public ChannelFuture end() {
            return lastBytes;
        }

        @Override
        public void cut() {
            throw new AssertionError("the answer is whole");
        }
    }

    private static final class Whole implements BodyStream {
        @Override
        public long length() {
            return -1;
        }

        @Override
        public void readTo(Sink sink) {
            // all of it was read
        }

        @Override
        public void pause() {
            // all of it was read
        }

        @Override
        public void resume() {
            // all of it was read
        }

        @Override
        public void cancel() {
            // all of it was read
        }
    }
}
