package io.firebreak.router.forwarding;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Reads the answers of one connection to a cell. It is told which of them answer a HEAD and so have no body. */
final class AnswerDecoder extends HttpResponseDecoder {
    /** The name and the value of no header of a cell are longer; more is a broken cell. */
    private static final int LONGEST_HEAD = 16 * 1_024;

    private boolean head;

    AnswerDecoder() {
        super(new HttpDecoderConfig().setMaxHeaderSize(LONGEST_HEAD).setMaxInitialLineLength(LONGEST_HEAD));
    }

    void expect(boolean answerToHead) {
        head = answerToHead;
    }

    /** Whether bytes came that belong to no answer yet. */
    boolean hasMore() {
        return actualReadableBytes() > 0;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return super.isContentAlwaysEmpty(message) || head;
    }
}
