package io.firebreak.assigner.design;

/**
 * Every point of an outer packing replaced by a group of q, and every outer block by a transversal design on its k
 * groups. Blocks of one outer block share t points as in the transversal design, those of two no more than these share
 * groups, t again. Source: Wilson, "An existence theory for pairwise balanced designs", JCTA 1972.
 */
final class InflatedBlocks implements Blocks {
    private final Blocks outer;
    private final PolynomialBlocks inner;
    private final int order;

    InflatedBlocks(Blocks outer, int order, int maxOverlap) {
        this.outer = outer;
        this.order = order;
        this.inner = new PolynomialBlocks(outer.blockSize(), order, maxOverlap);
    }

    @Override
    public int points() {
        return outer.points() * order;
    }

    @Override
    public int blockSize() {
        return outer.blockSize();
    }

    @Override
    public long count() {
        return outer.count() * inner.count();
    }

    @Override
    public void block(long index, int[] into) {
        // The inner block stands in groups 0 to k − 1; the outer one says which groups these are.
        int[] groups = new int[outer.blockSize()];
        outer.block(index / inner.count(), groups);
        inner.block(index % inner.count(), into);
        for (int i = 0; i < groups.length; i++) {
            into[i] += (groups[i] - i) * order;
        }
    }
}
