package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StrictTransportTest {
    private static final String FIELD = "strict-transport-security: ";

    private static String written(boolean secured, HttpHeaders headers) {
        ByteBuf bytes = new AnswerBytes(secured)
                .of(
                        new Reply(200, headers, Body.EMPTY),
                        "r-1",
                        AnswerBytes.Connection.DEFAULT,
                        false,
                        UnpooledByteBufAllocator.DEFAULT);
        try {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        } finally {
            bytes.release();
        }
    }

    @Test
    void anAnswerOverTlsSaysToComeNoOtherWay() {
        assertThat(written(true, new DefaultHttpHeaders())).containsOnlyOnce(FIELD + "max-age=31536000\r\n");
    }

    @Test
    void whatAServiceSaysOfItselfStands() {
        HttpHeaders ofService = new DefaultHttpHeaders().set("Strict-Transport-Security", "max-age=60");

        assertThat(written(true, ofService))
                .containsOnlyOnce("max-age=")
                .containsIgnoringCase(FIELD + "max-age=60\r\n");
    }

    @Test
    void anAnswerOverPlainHttpSaysNothingOfIt() {
        assertThat(written(false, new DefaultHttpHeaders())).doesNotContainIgnoringCase(FIELD);
    }
}
