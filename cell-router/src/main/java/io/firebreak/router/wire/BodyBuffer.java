package io.firebreak.router.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A body while it arrives. It takes no more memory than twice of what came, whatever length was announced. */
public final class BodyBuffer {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int size;

    public int size() {
        return size;
    }

    /** Adds what can be read of a part. */
    public void add(ByteBuf part) {
        int more = part.readableBytes();
        if (more == 0) {
            return;
        }
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, size == 0 ? more : Math.max(size + more, Math.multiplyExact(2, size)));
        }
        part.readBytes(bytes, size, more);
        size += more;
    }

    /** All that came; the buffer is empty afterwards. */
    public Body take() {
        Body whole = Body.of(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
        clear();
        return whole;
    }

    public void clear() {
        bytes = NONE;
        size = 0;
    }
}
