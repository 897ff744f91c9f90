package io.firebreak.router.routing;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every tenant with its epoch and cells in two arrays, since a million tenants as objects would be half a gigabyte and
 * minutes of a collector's work. A record is the length of the name and the name, the epoch, the number of cells and, of
 * each, its place among the cells. The other array is a hash table of the places of records, with linear probing.
 *
 * <p>For names of 14 characters and shards of 4 that is 42 to 47 bytes a tenant.
 */
final class TenantIndex {
    private static final int LENGTH_BYTES = 1;
    private static final int COUNT_BYTES = 2;
    private static final int CELL_BYTES = 2;
    private static final int VACANT = -1;

    private final ByteBuffer records;
    private final int[] slots;
    private final int size;
    private final RoutedCell[] cells;

    private TenantIndex(ByteBuffer records, int[] slots, int size, RoutedCell[] cells) {
        this.records = records;
        this.slots = slots;
        this.size = size;
        this.cells = cells;
    }

    int size() {
        return size;
    }

    /** What the tenants take in memory. The cells, which are few, are not counted. */
    long bytes() {
        return records.capacity() + (long) slots.length * Integer.BYTES;
    }

    Optional<TenantRoutes> find(TenantId id) {
        int record = slots[slotOf(id.value(), slots, records)];
        if (record == VACANT) {
            return Optional.empty();
        }
        int at = record + LENGTH_BYTES + id.value().length();
        long epoch = records.getLong(at);
        RoutedCell[] members = new RoutedCell[records.getChar(at + Long.BYTES)];
        int first = at + Long.BYTES + COUNT_BYTES;
        for (int i = 0; i < members.length; i++) {
            members[i] = cells[records.getChar(first + i * CELL_BYTES)];
        }
        return Optional.of(new TenantRoutes(id, epoch, Arrays.asList(members)));
    }

    /** How many of these tenants another index does not have. */
    int countMissingIn(TenantIndex other) {
        int missing = 0;
        for (int record : slots) {
            if (record != VACANT
                    && other.slots[slotOf(nameAt(record, records), other.slots, other.records)] == VACANT) {
                missing++;
            }
        }
        return missing;
    }

    private static String nameAt(int record, ByteBuffer records) {
        byte[] name = new byte[records.get(record)];
        records.get(record + LENGTH_BYTES, name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** The slot that holds the place of the tenant's record, or the vacant one where it would be. */
    private static int slotOf(String name, int[] slots, ByteBuffer records) {
        int mask = slots.length - 1;
        int slot = (int) StableHash.of(0, name) & mask;
        while (slots[slot] != VACANT && !isAt(slots[slot], name, records)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static boolean isAt(int record, String name, ByteBuffer records) {
        if (records.get(record) != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (records.get(record + LENGTH_BYTES + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes tenants in one after the other, so that they are never all there as objects. */
    static final class Builder {
        private static final int FIRST_RECORDS = 1 << 12;
        private static final int FIRST_SLOTS = 1 << 6;

        private final Map<CellId, Integer> places = new LinkedHashMap<>();
        private ByteBuffer records = ByteBuffer.allocate(FIRST_RECORDS);
        private int[] slots = vacant(FIRST_SLOTS);
        private int size;

        /**
         * Adds a tenant.
         *
         * @throws IllegalArgumentException when it is there already
         */
        void add(TenantId id, long epoch, Shard shard) {
            if (size + 1 > slots.length / 4 * 3) {
                grow();
            }
            String name = id.value();
            int slot = slotOf(name, slots, records);
            if (slots[slot] != VACANT) {
                throw new IllegalArgumentException("tenant %s stands twice".formatted(id));
            }
            reserve(LENGTH_BYTES + name.length() + Long.BYTES + COUNT_BYTES + shard.size() * CELL_BYTES);
            slots[slot] = records.position();
            size++;
            records.put((byte) name.length())
                    .put(name.getBytes(StandardCharsets.US_ASCII))
                    .putLong(epoch)
                    .putChar((char) shard.size());
            shard.cells()
                    .forEach(cell ->
                            records.putChar((char) (int) places.computeIfAbsent(cell, unknown -> places.size())));
        }

        /**
         * The index over these cells.
         *
         * @throws IllegalArgumentException when a shard names none of them
         */
        TenantIndex build(Map<CellId, RoutedCell> known) {
            RoutedCell[] cells = places.keySet().stream()
                    .map(cell -> Optional.ofNullable(known.get(cell))
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "a shard names %s, which is no cell of the table".formatted(cell))))
                    .toArray(RoutedCell[]::new);
            ByteBuffer trimmed = ByteBuffer.wrap(Arrays.copyOf(records.array(), records.position()));
            return new TenantIndex(trimmed, slots, size, cells);
        }

        private void reserve(int bytes) {
            if (records.remaining() < bytes) {
                int more = Math.addExact(records.capacity(), Math.max(bytes, records.capacity() / 2));
                records = ByteBuffer.allocate(more).put(records.flip());
            }
        }

        private void grow() {
            int[] before = slots;
            slots = vacant(before.length * 2);
            for (int record : before) {
                if (record != VACANT) {
                    slots[slotOf(nameAt(record, records), slots, records)] = record;
                }
            }
        }

        private static int[] vacant(int count) {
            int[] slots = new int[count];
            Arrays.fill(slots, VACANT);
            return slots;
        }
    }
}
