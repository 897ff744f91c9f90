package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.fleet.api.Resources;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that differ in nothing but what is used of them, their rack and their id, kept by grade.
 *
 * <p>Requests come in few shapes, those of the catalogue. For each shape the class knows the grades in which one more
 * instance fits somewhere, as a set of bits; so the fullest host with room is found without looking at any that has none,
 * in every resource at once, and the cost of it does not depend on the number of hosts.
 */
final class HostClass {
    /** Shapes a class knows at a time; a family of the catalogue has a dozen. One more makes it forget all. */
    static final int MOST_SHAPES = Long.SIZE;

    /** What the hosts of a class have in common. */
    record Key(
            String zone,
            Set<String> families,
            boolean accepting,
            Resources total,
            @Nullable TenantId owner) {
        static Key of(HostCapacity host) {
            return of(host, host.owner());
        }

        static Key of(HostCapacity host, @Nullable TenantId owner) {
            return new Key(host.zone(), host.families(), host.accepting(), host.total(), owner);
        }

        Key ownedBy(@Nullable TenantId other) {
            return new Key(zone, families, accepting, total, other);
        }

        boolean isOf(@Nullable TenantId other) {
            return owner == null ? other == null : owner.equals(other);
        }

        /** Whether a host so read, and dedicated to this tenant, is of the class. */
        boolean describes(HostCapacity host, @Nullable TenantId dedicatedTo) {
            return accepting == host.accepting()
                    && isOf(dedicatedTo)
                    && total.equals(host.total())
                    && zone.equals(host.zone())
                    && families.equals(host.families());
        }
    }

    private final Key key;
    private final BestFit bestFit;
    private final HostLines lines;
    private final LevelNumbers numbers;
    private final LevelTable byUsed;
    private final @Nullable Shelf[] byGrade = new Shelf[BestFit.GRADES];

    private final Map<Resources, Integer> shapes = new HashMap<>();
    private final Resources[] shapeOf = new Resources[MOST_SHAPES];
    private final GradeSet[] gradesOf = new GradeSet[MOST_SHAPES];
    private int hosts;

    /**
     * @param lines of all hosts
     * @param numbers of the levels of all classes
     */
    HostClass(Key key, HostLines lines, LevelNumbers numbers) {
        this.key = key;
        this.bestFit = new BestFit(key.total());
        this.lines = lines;
        this.numbers = numbers;
        this.byUsed = new LevelTable(numbers);
    }

    Key key() {
        return key;
    }

    Resources total() {
        return key.total();
    }

    BestFit bestFit() {
        return bestFit;
    }

    /** How many there are. */
    int hosts() {
        return hosts;
    }

    Collection<Level> levels() {
        return byUsed.all();
    }

    /** The hosts of which this much is used, if there are any. */
    @Nullable
    Level level(Resources used) {
        return byUsed.get(used);
    }

    void add(int rank, Resources used) {
        Level level = byUsed.get(used);
        if (level == null) {
            level = new Level(this, used, numbers.take(), new RankHeap(lines));
            numbers.put(level);
            byUsed.add(level);
            file(level);
        }
        lines.level(rank, level.number());
        level.hosts().add(rank);
        hosts++;
    }

    void remove(int rank, Level level) {
        level.hosts().remove(rank);
        hosts--;
        if (level.hosts().size() == 0) {
            byUsed.remove(level);
            numbers.giveBack(level.number());
            unfile(level);
        }
    }

    /** The bit of a shape, which stays its own until {@link #MOST_SHAPES} others have come. */
    int shape(Resources perInstance) {
        Integer known = shapes.get(perInstance);
        return known == null ? learn(perInstance) : known;
    }

    /** The first grade from {@code from} on in which the shape fits somewhere; -1 if there is none. */
    int firstGrade(int shape, int from) {
        return gradesOf[shape].next(from);
    }

    /** The levels of a grade that {@link #firstGrade} gave. */
    Shelf shelf(int grade) {
        Shelf shelf = byGrade[grade];
        if (shelf == null) {
            shelf = new Shelf();
            byGrade[grade] = shelf;
        }
        return shelf;
    }

    private void file(Level level) {
        Shelf shelf = shelf(level.grade());
        long more = shelf.add(level, shapesThatFit(level.free()));
        for (long bits = more; bits != 0; bits &= bits - 1) {
            gradesOf[Long.numberOfTrailingZeros(bits)].add(level.grade());
        }
    }

    private void unfile(Level level) {
        long gone = shelf(level.grade()).remove(level);
        for (long bits = gone; bits != 0; bits &= bits - 1) {
            gradesOf[Long.numberOfTrailingZeros(bits)].remove(level.grade());
        }
    }

    private long shapesThatFit(Resources free) {
        long fits = 0;
        for (int shape = 0; shape < shapes.size(); shape++) {
            if (shapeOf[shape].fitsInto(free)) {
                fits |= 1L << shape;
            }
        }
        return fits;
    }

    private int learn(Resources perInstance) {
        if (shapes.size() == MOST_SHAPES) {
            shapes.clear();
            byUsed.all().forEach(level -> shelf(level.grade()).forgetShapes());
        }
        int shape = shapes.size();
        shapes.put(perInstance, shape);
        shapeOf[shape] = perInstance;
        gradesOf[shape] = new GradeSet();
        for (Level level : byUsed.all()) {
            if (perInstance.fitsInto(level.free())) {
                shelf(level.grade()).fits(level, shape);
                gradesOf[shape].add(level.grade());
            }
        }
        return shape;
    }
}
