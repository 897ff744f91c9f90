package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.wire.BodyStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What becomes of the bytes of an upload that no cell takes. */
class UploadReleaseTest {
    private final ByteBuf part = Unpooled.directBuffer().writeZero(ExchangeUnderTest.HELD + 1);

    @Test
    void givesTheBytesBackOfACompleteUploadThatNobodyRead() {
        ExchangeUnderTest client = new ExchangeUnderTest(Mono.never());
        client.exchange.bodyPart(part);
        client.exchange.bodyEnd();
        assertThat(part.refCnt()).isEqualTo(2);
        client.exchange.abandon();
        assertThat(part.refCnt()).isEqualTo(1);
        assertThat(client.admission.inside()).isZero();
    }

    @Test
    void givesTheBytesBackOfOneThatIsNotComplete() {
        ExchangeUnderTest client = new ExchangeUnderTest(Mono.never());
        client.exchange.bodyPart(part);
        client.exchange.abandon();
        assertThat(part.refCnt()).isEqualTo(1);
    }

    @Test
    void doesNotCutOffACellThatHasAllOfIt() {
        Upload upload = new Upload(new ExchangeUnderTest(Mono.never()), -1);
        Heard cell = new Heard();
        upload.readTo(cell);
        upload.data(part);
        upload.end();
        upload.cut();
        assertThat(cell.said).containsExactly("data", "end");
    }

    @Test
    void tellsACellThatComesTooLateThatItIsNotAll() {
        Upload upload = new Upload(new ExchangeUnderTest(Mono.never()), -1);
        Heard cell = new Heard();
        upload.data(part);
        upload.end();
        upload.cut();
        upload.readTo(cell);
        assertThat(cell.said).containsExactly("cut");
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
