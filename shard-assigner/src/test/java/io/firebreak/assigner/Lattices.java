package io.firebreak.assigner;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lattices and tenants for tests. */
public final class Lattices {
    private Lattices() {}

    /** {@code cell-1} to {@code cell-n} of weight 1, dealt to zones in turn. */
    public static Lattice of(int cells, int zones) {
        return Lattice.dealt(cells, zones);
    }

    /** One to twelve cells of any weight, in any of up to five zones. */
    public static Lattice random(RandomGenerator chance) {
        int zones = chance.nextInt(1, 6);
        return new Lattice(IntStream.rangeClosed(1, chance.nextInt(1, 13))
                .mapToObj(i -> randomCell("cell-" + i, zones, chance))
                .toList());
    }

    public static Cell randomCell(String id, int zones, RandomGenerator chance) {
        return new Cell(
                new CellId(id), "zone-" + chance.nextInt(1, zones + 1), chance.nextDouble(0.1, 4), CellState.ACTIVE);
    }

    public static Lattice with(Lattice lattice, Cell cell) {
        List<Cell> cells = new ArrayList<>(lattice.cells());
        cells.add(cell);
        return new Lattice(cells);
    }

    public static List<TenantId> tenants(int count) {
        return tenantStream(count).toList();
    }

    public static Stream<TenantId> tenantStream(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> new TenantId("t-%03d".formatted(i)));
    }

    /** Pearson's statistic Σ (seen − expected)² / expected. */
    public static double chiSquared(long[] seen, double[] expected) {
        double sum = 0;
        for (int i = 0; i < seen.length; i++) {
            sum += (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i];
        }
        return sum;
    }

    /** The 99.9 % quantile of χ², by the approximation of Wilson and Hilferty (PNAS 1931). */
    public static double chiSquaredLimit(int degreesOfFreedom) {
        double spread = 2.0 / (9.0 * degreesOfFreedom);
        return degreesOfFreedom * Math.pow(1 - spread + 3.0902 * Math.sqrt(spread), 3);
    }
}
