package io.firebreak.router.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Rates in a byte array: a byte with a bit for each that is there, and of each how many requests a second and at once. */
final class PackedRates {
    private static final int MARK_BYTES = 1;
    private static final int RATE_BYTES = Double.BYTES + Integer.BYTES;
    private static final CallClass[] CALLS = CallClass.values();
    /** Its bit and place come after those of the kinds of calls, which have their own number. */
    private static final int ALL = CALLS.length;

    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private PackedRates() {}

    /** What these take. */
    static int bytes(RequestRates rates) {
        return bytes(marksOf(rates));
    }

    /** What those written there take. */
    static int bytes(byte[] records, int at) {
        return bytes(records[at]);
    }

    static RequestRates read(byte[] records, int at) {
        return new RequestRates(
                rate(records, at, CallClass.LAUNCH.number()),
                rate(records, at, CallClass.CHANGE.number()),
                rate(records, at, CallClass.DESCRIBE.number()),
                rate(records, at, CallClass.LIST.number()),
                rate(records, at, ALL));
    }

    static void write(RequestRates rates, byte[] records, int at) {
        int marks = marksOf(rates);
        records[at] = (byte) marks;
        for (int number = 0; number <= ALL; number++) {
            RequestRate rate = numbered(rates, number);
            if (rate != null) {
                int place = placeOf(number, marks, at);
                DOUBLE.set(records, place, rate.perSecond());
                INT.set(records, place + Double.BYTES, rate.burst());
            }
        }
    }

    private static @Nullable RequestRate rate(byte[] records, int at, int number) {
        int marks = records[at];
        if ((marks & (1 << number)) == 0) {
            return null;
        }
        int place = placeOf(number, marks, at);
        return new RequestRate((double) DOUBLE.get(records, place), (int) INT.get(records, place + Double.BYTES));
    }

    private static int placeOf(int number, int marks, int at) {
        return at + bytes(marks & ((1 << number) - 1));
    }

    private static int bytes(int marks) {
        return MARK_BYTES + Integer.bitCount(marks) * RATE_BYTES;
    }

    private static int marksOf(RequestRates rates) {
        int marks = 0;
        for (int number = 0; number <= ALL; number++) {
            if (numbered(rates, number) != null) {
                marks |= 1 << number;
            }
        }
        return marks;
    }

    private static @Nullable RequestRate numbered(RequestRates rates, int number) {
        return number == ALL ? rates.all() : rates.of(CALLS[number]);
    }
}
