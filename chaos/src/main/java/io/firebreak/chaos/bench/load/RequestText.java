package io.firebreak.chaos.bench.load;

import java.nio.ByteBuffer;

/** The requests of a load by their number from 0, as they go over the wire. */
@FunctionalInterface
public interface RequestText {
    /** The longest request, with its head. */
    int LARGEST = 1_024;

    /** Writes the whole request of this number. Numbers come once each, in order, on the load's own thread. */
    void write(long number, ByteBuffer out);
}
