package io.firebreak.cell.placement;

/**
 * What is known of each host by rank, 32 bytes a host, and the hosts by name. In a large fleet the next host is hardly ever
 * in the processor's caches, so what is needed of it lies side by side and is loaded at once: its name, the version of its
 * row, the level it is in and its place there. The shape of the table is that of open addressing with linear probing
 * (Knuth, "The Art of Computer Programming", volume 3, 6.4).
 */
final class HostLines {
    /** Stands for no host. */
    static final int NONE = -1;

    private static final int WIDTH = 4;
    private static final int NAME = 0;
    private static final int NAME_END = 1;
    private static final int VERSION = 2;
    private static final int STANDING = 3;

    /** Names of at most this many characters of Latin-1 are compared without a look at their text. */
    private static final int SHORT = 15;

    private static final int NOT_SHORT = 0xFF;

    private final HostId[] ids;
    private final long[] lines;
    /** At the places of their names ranks plus one, in the low bits; above them bits of the name, which tell most others apart. */
    private final int[] slots;

    private final int shift;
    private final int rankMask;

    /** @param ids of all hosts, by rank */
    HostLines(HostId[] ids) {
        this.ids = ids;
        this.lines = new long[WIDTH * ids.length];
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(ids.length + ids.length / 4 + 1);
        this.slots = new int[1 << bits];
        this.shift = Long.SIZE - bits;
        this.rankMask = slots.length - 1;
        for (int rank = 0; rank < ids.length; rank++) {
            String text = ids[rank].value();
            lines[WIDTH * rank + NAME] = name(text);
            lines[WIDTH * rank + NAME_END] = nameEnd(text);
            add(rank);
        }
    }

    int size() {
        return ids.length;
    }

    HostId id(int rank) {
        return ids[rank];
    }

    /** The rank of a host, or {@link #NONE}. */
    int find(HostId id) {
        String text = id.value();
        long name = name(text);
        long end = nameEnd(text);
        long hash = hash(name, end);
        int slot = (int) (hash >>> shift);
        for (int entry = slots[slot]; entry != 0; entry = slots[slot]) {
            int rank = (entry & rankMask) - 1;
            if (((entry ^ (int) hash) & ~rankMask) == 0
                    && lines[WIDTH * rank + NAME] == name
                    && lines[WIDTH * rank + NAME_END] == end
                    && (isShort(end) || ids[rank].equals(id))) {
                return rank;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return NONE;
    }

    long version(int rank) {
        return lines[WIDTH * rank + VERSION];
    }

    void version(int rank, long version) {
        lines[WIDTH * rank + VERSION] = version;
    }

    /** The number of the level the host is in. */
    int level(int rank) {
        return (int) (lines[WIDTH * rank + STANDING] >>> Integer.SIZE);
    }

    /** Its place in that level's heap. */
    int place(int rank) {
        return (int) lines[WIDTH * rank + STANDING];
    }

    void level(int rank, int level) {
        lines[WIDTH * rank + STANDING] = ((long) level << Integer.SIZE) | place(rank);
    }

    void place(int rank, int place) {
        int at = WIDTH * rank + STANDING;
        lines[at] = (lines[at] & (-1L << Integer.SIZE)) | place;
    }

    private void add(int rank) {
        long hash = hash(lines[WIDTH * rank + NAME], lines[WIDTH * rank + NAME_END]);
        int slot = (int) (hash >>> shift);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = ((int) hash & ~rankMask) | (rank + 1);
    }

    /** Names differ in a digit or two; multiplication carries the difference into the upper bits (Knuth, 6.4). */
    private static long hash(long name, long end) {
        long mixed = ((name * 0x9E3779B97F4A7C15L) ^ end) * 0xC2B2AE3D27D4EB4FL;
        return (mixed ^ (mixed >>> 29)) * 0x9E3779B97F4A7C15L;
    }

    private static boolean isShort(long end) {
        return (end & NOT_SHORT) != NOT_SHORT;
    }

    private static long name(String text) {
        return packed(text, 0, Math.min(text.length(), Long.BYTES));
    }

    /** What follows, and in the last byte the length; or there the sign that the whole text has to be compared. */
    private static long nameEnd(String text) {
        int length = text.length();
        int above = 0;
        for (int i = 0; i < length; i++) {
            above |= text.charAt(i) >>> Byte.SIZE;
        }
        long end = length <= Long.BYTES ? 0 : packed(text, Long.BYTES, Math.min(length, SHORT));
        return (end << Byte.SIZE) | (length <= SHORT && above == 0 ? length : NOT_SHORT);
    }

    private static long packed(String text, int from, int to) {
        long packed = 0;
        for (int i = from; i < to; i++) {
            packed = (packed << Byte.SIZE) | (text.charAt(i) & 0xFF);
        }
        return packed;
    }
}
