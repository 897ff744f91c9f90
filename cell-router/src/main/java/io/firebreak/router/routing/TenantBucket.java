package io.firebreak.router.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A few dozen tenants in two arrays, unchangeable. A record is the length of the name and the name, the epoch, the number of
 * cells and, of each, its place among the cells; if the highest bit of that number is set, the same again for the cells of
 * the shard the tenant comes from; if the second highest is, at the end how many requests are let through, as
 * {@link PackedRates}. The other array is a hash table of the places of records, with linear probing.
 */
final class TenantBucket {
    static final int NOT_HERE = -1;

    private static final int LENGTH_BYTES = 1;
    private static final int COUNT_BYTES = 2;
    private static final int CELL_BYTES = 2;
    private static final int MOVED = 0x8000;
    private static final int LIMITED = 0x4000;
    private static final int COUNT = 0x3fff;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle CHAR = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);

    /** Headers of two arrays, this object, and its reference, with compressed class pointers. */
    private static final int OVERHEAD_BYTES = 2 * 16 + 24 + 4;

    private final byte[] records;
    private final int[] slots;
    private final int size;

    private TenantBucket(byte[] records, int[] slots, int size) {
        this.records = records;
        this.slots = slots;
        this.size = size;
    }

    int size() {
        return size;
    }

    long bytes() {
        return records.length + (long) slots.length * Integer.BYTES + OVERHEAD_BYTES;
    }

    /** Where the record of a tenant begins, or {@link #NOT_HERE}. */
    int find(long hash, String name) {
        return slots[slotOf(hash, name, slots, records)];
    }

    /** Where the first record begins. */
    int first() {
        return records.length == 0 ? NOT_HERE : 0;
    }

    /** Where the record after this one begins, or {@link #NOT_HERE}. */
    int after(int record) {
        int end = endOf(records, record);
        return end == records.length ? NOT_HERE : end;
    }

    String name(int record) {
        return name(records, record);
    }

    long epoch(int record) {
        return (long) LONG.get(records, epochAt(record));
    }

    /** The places of the cells of the shard. */
    char[] cells(int record) {
        int at = epochAt(record) + Long.BYTES;
        return places(at, charAt(records, at) & COUNT);
    }

    /** The places of the cells of the shard it comes from; none unless it is moving. */
    char[] former(int record) {
        int at = epochAt(record) + Long.BYTES;
        int count = charAt(records, at);
        if ((count & MOVED) == 0) {
            return new char[0];
        }
        int second = at + COUNT_BYTES + (count & COUNT) * CELL_BYTES;
        return places(second, charAt(records, second));
    }

    /** How many requests are let through; null when nothing is said of that. */
    @Nullable
    RequestRates rates(int record) {
        return (charAt(records, epochAt(record) + Long.BYTES) & LIMITED) == 0
                ? null
                : PackedRates.read(records, endOfCells(records, record));
    }

    private int epochAt(int record) {
        return record + LENGTH_BYTES + records[record];
    }

    private char[] places(int at, int count) {
        char[] places = new char[count];
        for (int i = 0; i < count; i++) {
            places[i] = charAt(records, at + COUNT_BYTES + i * CELL_BYTES);
        }
        return places;
    }

    private static char charAt(byte[] records, int at) {
        return (char) CHAR.get(records, at);
    }

    private static String name(byte[] records, int record) {
        return new String(records, record + LENGTH_BYTES, records[record], StandardCharsets.US_ASCII);
    }

    private static int endOf(byte[] records, int record) {
        int end = endOfCells(records, record);
        boolean limited = (charAt(records, record + LENGTH_BYTES + records[record] + Long.BYTES) & LIMITED) != 0;
        return limited ? end + PackedRates.bytes(records, end) : end;
    }

    private static int endOfCells(byte[] records, int record) {
        int at = record + LENGTH_BYTES + records[record] + Long.BYTES;
        int count = charAt(records, at);
        int end = at + COUNT_BYTES + (count & COUNT) * CELL_BYTES;
        return (count & MOVED) == 0 ? end : end + COUNT_BYTES + charAt(records, end) * CELL_BYTES;
    }

    /** The slot that holds the place of the tenant's record, or the vacant one where it would be. */
    private static int slotOf(long hash, String name, int[] slots, byte[] records) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != NOT_HERE && !isAt(slots[slot], name, records)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static boolean isAt(int record, String name, byte[] records) {
        if (records[record] != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (records[record + LENGTH_BYTES + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A bucket that is being filled. */
    static final class Draft {
        private static final int FIRST_SLOTS = 4;

        private byte[] records = new byte[0];
        private int used;
        private int[] slots = vacant(FIRST_SLOTS);
        private int size;

        /** Takes over all tenants of a bucket but some. */
        void addAllOf(TenantBucket bucket, Set<String> except) {
            for (int record = bucket.first(); record != NOT_HERE; record = bucket.after(record)) {
                String name = bucket.name(record);
                if (!except.contains(name)) {
                    int length = endOf(bucket.records, record) - record;
                    int at = reserve(length);
                    System.arraycopy(bucket.records, record, records, at, length);
                    index(name, at);
                }
            }
        }

        /** Adds a tenant; false when it is there already. */
        boolean add(String name, long epoch, char[] cells, char[] former, @Nullable RequestRates rates) {
            if (slots[slotOf(TenantIndex.hash(name), name, slots, records)] != NOT_HERE) {
                return false;
            }
            int ofFormer = former.length == 0 ? 0 : COUNT_BYTES + former.length * CELL_BYTES;
            int ofRates = rates == null ? 0 : PackedRates.bytes(rates);
            int at = reserve(LENGTH_BYTES
                    + name.length()
                    + Long.BYTES
                    + COUNT_BYTES
                    + cells.length * CELL_BYTES
                    + ofFormer
                    + ofRates);
            records[at] = (byte) name.length();
            System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, records, at + LENGTH_BYTES, name.length());
            int epochAt = at + LENGTH_BYTES + name.length();
            LONG.set(records, epochAt, epoch);
            int marks = (former.length == 0 ? 0 : MOVED) | (rates == null ? 0 : LIMITED);
            int end = put(epochAt + Long.BYTES, marks, cells);
            if (former.length > 0) {
                end = put(end, 0, former);
            }
            if (rates != null) {
                PackedRates.write(rates, records, end);
            }
            index(name, at);
            return true;
        }

        TenantBucket freeze() {
            return new TenantBucket(Arrays.copyOf(records, used), slots, size);
        }

        private int put(int at, int mark, char[] places) {
            CHAR.set(records, at, (char) (places.length | mark));
            for (int i = 0; i < places.length; i++) {
                CHAR.set(records, at + COUNT_BYTES + i * CELL_BYTES, places[i]);
            }
            return at + COUNT_BYTES + places.length * CELL_BYTES;
        }

        private int reserve(int bytes) {
            if (records.length - used < bytes) {
                records = Arrays.copyOf(records, Math.addExact(used, Math.max(bytes, used / 2)));
            }
            int at = used;
            used += bytes;
            return at;
        }

        private void index(String name, int record) {
            if (size + 1 > slots.length / 4 * 3) {
                int[] before = slots;
                slots = vacant(before.length * 2);
                for (int known : before) {
                    if (known != NOT_HERE) {
                        place(name(records, known), known);
                    }
                }
            }
            place(name, record);
            size++;
        }

        private void place(String name, int record) {
            slots[slotOf(TenantIndex.hash(name), name, slots, records)] = record;
        }

        private static int[] vacant(int count) {
            int[] slots = new int[count];
            Arrays.fill(slots, NOT_HERE);
            return slots;
        }
    }
}
