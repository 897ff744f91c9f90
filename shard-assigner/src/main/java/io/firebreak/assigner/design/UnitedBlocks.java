package io.firebreak.assigner.design;

import java.util.Arrays;
import java.util.List;

/** Several packings on parts of the same points, whoever unites them answering for what their blocks share. */
final class UnitedBlocks implements Blocks {
    private final int points;
    private final List<Part> parts;
    private final long[] ends;

    /** At least one part. */
    UnitedBlocks(int points, List<Part> parts) {
        this.points = points;
        this.parts = List.copyOf(parts);
        this.ends = parts.stream().mapToLong(part -> part.blocks().count()).toArray();
        Arrays.parallelPrefix(ends, Long::sum);
    }

    @Override
    public int points() {
        return points;
    }

    @Override
    public int blockSize() {
        return parts.getFirst().blocks().blockSize();
    }

    @Override
    public long count() {
        return ends[ends.length - 1];
    }

    @Override
    public void block(long index, int[] into) {
        int number = 0;
        while (index >= ends[number]) {
            number++;
        }
        Part part = parts.get(number);
        part.blocks().block(number == 0 ? index : index - ends[number - 1], into);
        for (int i = 0; i < blockSize(); i++) {
            into[i] = into[i] < part.size() ? part.start() + into[i] : part.tail() + into[i] - part.size();
        }
    }

    /**
     * Where the points of a part are: the first {@code size} from {@code start} on, the others from {@code tail} on.
     */
    record Part(Blocks blocks, int start, int size, int tail) {}
}
