package io.firebreak.assigner;

/**
 * A 64-bit hash that is the same on every machine and in every version: FNV-1a over the UTF-16 units of a text, then the
 * finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, with
 * the constants of Stafford's variant 13) so that near names give far hashes. It is no defence against chosen names:
 * where tenants choose their names, give the assigner a secret seed.
 */
public final class StableHash {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final double TWO_TO_MINUS_52 = 0x1.0p-52;

    private StableHash() {}

    /** Hash of a text under a seed. */
    public static long of(long seed, CharSequence text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(hash ^ mix(seed));
    }

    /** Hash of two hashes; the order counts. */
    public static long combine(long first, long second) {
        return mix(first * 31 + mix(second));
    }

    /** A bijection of the 64-bit words that lets every input bit reach every output bit. */
    public static long mix(long z) {
        long upper = mixUpper(z);
        return upper ^ (upper >>> 31);
    }

    /** Nearly the same in fewer steps: the upper 31 bits are those of {@link #mix}. */
    public static long mixUpper(long z) {
        long once = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        return (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
    }

    /** A hash as a number strictly between 0 and 1: 52 bits of it, because with 53 the greatest would round to 1. */
    public static double unit(long hash) {
        return ((hash >>> 12) + 0.5) * TWO_TO_MINUS_52;
    }
}
