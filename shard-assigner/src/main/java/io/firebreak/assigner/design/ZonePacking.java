package io.firebreak.assigner.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The largest packing this library can construct with one cell of each of k zones: a transversal design on as many cells
 * of every zone as the smallest has, or one on more from which the shards are left out whose cells do not exist.
 */
final class ZonePacking {
    /** Blocks that may be sieved; a larger design is used only where it fits as it is. */
    private static final long MOST_SIEVED = 1L << 20;
    /** The next orders tried above the largest zone; prime powers are closer together than that below 1,000. */
    private static final int MOST_ABOVE = 20;

    private final int[] zoneSizes;
    private final Blocks choices;
    private final int maxOverlap;

    ZonePacking(int[] zoneSizes, int shardSize, int maxOverlap) {
        this.zoneSizes = zoneSizes;
        this.maxOverlap = maxOverlap;
        int zones = zoneSizes.length;
        List<int[]> every = List.of(java.util.stream.IntStream.range(0, zones).toArray());
        this.choices = zones == shardSize
                ? new TableBlocks(zones, shardSize, every)
                : new Catalogue(shardSize, maxOverlap).largest(zones).orElseThrow();
    }

    /** Point (zone, cell) is zone · {@link #stride} + cell. */
    record Result(Blocks blocks, int stride) {}

    Result largest() {
        Optional<Result> fitting = fitting();
        Optional<Result> sieved = sieved();
        return sieved.filter(s -> fitting.isEmpty()
                        || s.blocks().count() >= fitting.get().blocks().count())
                .or(() -> fitting)
                .orElseGet(this::single);
    }

    private Optional<Result> fitting() {
        int smallest = Arrays.stream(zoneSizes).min().orElseThrow();
        int best = 0;
        for (int order = smallest; order >= 2; order--) {
            if (usable(order)
                    && (best == 0
                            || PolynomialBlocks.count(order, maxOverlap) > PolynomialBlocks.count(best, maxOverlap))) {
                best = order;
            }
        }
        return best == 0 ? Optional.empty() : Optional.of(inflated(best));
    }

    private Optional<Result> sieved() {
        int largest = Arrays.stream(zoneSizes).max().orElseThrow();
        Optional<Result> best = Optional.empty();
        for (int order = Math.max(2, largest); order < largest + MOST_ABOVE; order++) {
            if (usable(order)
                    && choices.count() <= MOST_SIEVED
                    && PolynomialBlocks.count(order, maxOverlap) <= MOST_SIEVED / choices.count()) {
                Result sieved = sieve(inflated(order));
                if (best.isEmpty()
                        || sieved.blocks().count() > best.get().blocks().count()) {
                    best = Optional.of(sieved);
                }
            }
        }
        return best.filter(found -> found.blocks().count() > 0);
    }

    private boolean usable(int order) {
        return FiniteRing.mostGroups(order) >= choices.blockSize();
    }

    private Result inflated(int order) {
        Blocks blocks = choices.count() == 1
                ? new PolynomialBlocks(choices.blockSize(), order, maxOverlap)
                : new InflatedBlocks(choices, order, maxOverlap);
        return new Result(blocks, order);
    }

    private Result sieve(Result all) {
        if (Arrays.stream(zoneSizes).allMatch(zone -> zone == all.stride())) {
            return all;
        }
        List<int[]> kept = new ArrayList<>();
        int[] block = new int[all.blocks().blockSize()];
        for (long index = 0; index < all.blocks().count(); index++) {
            all.blocks().block(index, block);
            if (Arrays.stream(block).allMatch(point -> point % all.stride() < zoneSizes[point / all.stride()])) {
                kept.add(block.clone());
            }
        }
        return new Result(new TableBlocks(all.blocks().points(), block.length, kept), all.stride());
    }

    /** Where no design fits, as with one cell in every zone: the first cell of the zones of each choice. */
    private Result single() {
        return new Result(choices, 1);
    }
}
