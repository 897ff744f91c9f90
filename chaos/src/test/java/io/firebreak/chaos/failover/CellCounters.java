package io.firebreak.chaos.failover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a cell of memory has counted, in a file mapped by the cell and by the test: the counts outlive a killed process and can
 * be read of a paused one.
 */
final class CellCounters {
    /** Counted by the cell. */
    enum Count {
        REQUESTS(0),
        /** Of tenants whose shard the cell is no member of. */
        FOREIGN(1),
        LAUNCHES(2),
        LISTS(3),
        READS(4),
        /** Answered with 500, since the cell is gray. */
        FAILED(5),
        /** Asked by probes. */
        PROBES(6);

        private final int place;

        Count(int place) {
            this.place = place;
        }
    }

    /** Set by the test. */
    enum Habit {
        /** Every answer takes so long. */
        DELAY_MILLIS(7),
        /** So many of a hundred calls are answered with 500. */
        FAILING_PERCENT(8);

        private final int place;

        Habit(int place) {
            this.place = place;
        }
    }

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SIZE = 9 * Long.BYTES;

    private final ByteBuffer memory;

    CellCounters(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(MapMode.READ_WRITE, 0, SIZE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be mapped", e);
        }
    }

    void add(Count count) {
        LONGS.getAndAdd(memory, place(count), 1L);
    }

    long get(Count count) {
        return (long) LONGS.getVolatile(memory, place(count));
    }

    long get(Habit habit) {
        return (long) LONGS.getVolatile(memory, place(habit));
    }

    void set(Habit habit, long value) {
        LONGS.setVolatile(memory, place(habit), value);
    }

    private static int place(Count count) {
        return count.place * Long.BYTES;
    }

    private static int place(Habit habit) {
        return habit.place * Long.BYTES;
    }
}
