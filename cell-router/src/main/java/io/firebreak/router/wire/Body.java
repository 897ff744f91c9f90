package io.firebreak.router.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;

/** The whole body of a request or an answer, held in memory so that it can be sent again; its size is bounded where it is read. */
public final class Body {
    public static final Body EMPTY = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A text in UTF-8. */
    public static Body of(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** These bytes, which the caller must not change any more. */
    public static Body of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Body(bytes);
    }

    /** Reads a stream to its end; {@link BodyTooLargeException} as soon as it is longer than {@code maxBytes}. */
    public static Mono<Body> read(ByteBufFlux stream, long maxBytes) {
        return stream.asByteArray()
                .collect(ByteArrayOutputStream::new, (all, part) -> {
                    if (all.size() + part.length > maxBytes) {
                        throw new BodyTooLargeException(maxBytes);
                    }
                    all.writeBytes(part);
                })
                .map(all -> of(all.toByteArray()));
    }

    public int size() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** A view for sending; the bytes are not copied. */
    public ByteBuf toByteBuf() {
        return Unpooled.wrappedBuffer(bytes);
    }

    /** The bytes themselves, for parsers; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
