package io.firebreak.chaos.bench.router;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tenants of a benchmark by number, with the shard of each. Names have 14 characters, which is what the router's table
 * is sized for. A shard follows from the number alone, so the upstream knows without a table who may come to which cell.
 */
final class BenchTenants {
    /** Shards are drawn from these cells, numbered from 1. */
    static final int CELLS = 8;

    static final int SHARD_SIZE = 4;
    /** So many digits has a tenant's number. */
    static final int DIGITS = 7;

    static final int MOST = 10_000_000;
    static final String PREFIX = "tenant-";
    private static final byte[] NAME = PREFIX.getBytes(StandardCharsets.US_ASCII);
    /** Odd, so that numbers in a row get shards far from each other. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final int[][] SHARDS = shards();
    private static final int[] MASKS = masks();

    private BenchTenants() {}

    /** The tenant's name: the prefix and seven digits. */
    static String name(int tenant) {
        String digits = Integer.toString(MOST + tenant);
        return PREFIX + digits.substring(digits.length() - DIGITS);
    }

    /** The numbers of the tenant's cells. */
    static List<Integer> shard(int tenant) {
        List<Integer> cells = new ArrayList<>();
        for (int cell : SHARDS[shardNumber(tenant)]) {
            cells.add(cell);
        }
        return cells;
    }

    /** One of the tenant's cells. */
    static int cell(int tenant, int place) {
        return SHARDS[shardNumber(tenant)][place];
    }

    static boolean isMember(int tenant, int cell) {
        return ((MASKS[shardNumber(tenant)] >> cell) & 1) != 0;
    }

    /** The number of the tenant whose name stands there, or -1 when none does. */
    static int numberAt(byte[] text, int at, int end) {
        int digitsAt = at + NAME.length;
        if (digitsAt + DIGITS > end) {
            return -1;
        }
        for (int i = 0; i < NAME.length; i++) {
            if (text[at + i] != NAME[i]) {
                return -1;
            }
        }
        int number = 0;
        for (int i = digitsAt; i < digitsAt + DIGITS; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    private static int shardNumber(int tenant) {
        return (int) Long.remainderUnsigned(((tenant + 1) * GOLDEN) >>> 16, SHARDS.length);
    }

    private static int[][] shards() {
        List<int[]> all = new ArrayList<>();
        for (int set = 0; set < 1 << CELLS; set++) {
            int[] shard = members(set);
            if (shard != null) {
                all.add(shard);
            }
        }
        return all.toArray(int[][]::new);
    }

    private static int @Nullable [] members(int set) {
        if (Integer.bitCount(set) != SHARD_SIZE) {
            return null;
        }
        int[] shard = new int[SHARD_SIZE];
        int size = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            if (((set >> cell) & 1) != 0) {
                shard[size++] = cell + 1;
            }
        }
        return shard;
    }

    private static int[] masks() {
        int[] masks = new int[SHARDS.length];
        for (int i = 0; i < masks.length; i++) {
            for (int cell : SHARDS[i]) {
                masks[i] |= 1 << cell;
            }
        }
        return masks;
    }
}
