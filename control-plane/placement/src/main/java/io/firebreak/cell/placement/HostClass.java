package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.fleet.api.Resources;
import java.util.Arrays;
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

    private static final Level[] NO_LEVELS = {};

    /** What the hosts of a class have in common. */
    record Key(
            String zone,
            Set<String> families,
            boolean accepting,
            Resources total,
            @Nullable TenantId owner) {}

    private final Key key;
    private final int[] places;
    private final Map<Resources, Level> byUsed = new HashMap<>();
    /** The levels of each grade, from the front. */
    private final Level[][] byGrade = new Level[BestFit.GRADES][];

    private final int[] levelsInGrade = new int[BestFit.GRADES];
    /** The shapes that fit some level of a grade. */
    private final long[] fitsInGrade = new long[BestFit.GRADES];

    private final Map<Resources, Integer> shapes = new HashMap<>();
    private final Resources[] shapeOf = new Resources[MOST_SHAPES];
    private final GradeSet[] gradesOf = new GradeSet[MOST_SHAPES];

    /** @param places where hosts stand in their level's heap, by rank */
    HostClass(Key key, int[] places) {
        this.key = key;
        this.places = places;
        Arrays.fill(byGrade, NO_LEVELS);
    }

    Key key() {
        return key;
    }

    Resources total() {
        return key.total();
    }

    boolean isEmpty() {
        return byUsed.isEmpty();
    }

    Collection<Level> levels() {
        return byUsed.values();
    }

    /** The hosts of which this much is used, if there are any. */
    @Nullable
    Level level(Resources used) {
        return byUsed.get(used);
    }

    Level add(int rank, Resources used) {
        Level level = byUsed.get(used);
        if (level == null) {
            level = new Level(this, used, new RankHeap(places));
            byUsed.put(used, level);
            file(level);
        }
        level.hosts().add(rank);
        return level;
    }

    void remove(int rank, Level level) {
        level.hosts().remove(rank);
        if (level.hosts().size() == 0) {
            byUsed.remove(level.used());
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

    int levelsIn(int grade) {
        return levelsInGrade[grade];
    }

    Level levelIn(int grade, int position) {
        return byGrade[grade][position];
    }

    private void file(Level level) {
        int grade = level.grade();
        int count = levelsInGrade[grade]++;
        if (count == byGrade[grade].length) {
            byGrade[grade] = Arrays.copyOf(byGrade[grade], Math.max(2, 2 * count));
        }
        byGrade[grade][count] = level;
        level.position(count);
        level.fits(shapesThatFit(level.free()));
        note(grade, level.fits() & ~fitsInGrade[grade]);
    }

    private void unfile(Level level) {
        int grade = level.grade();
        Level[] levels = byGrade[grade];
        Level last = levels[--levelsInGrade[grade]];
        levels[level.position()] = last;
        last.position(level.position());
        long still = 0;
        for (int i = 0; i < levelsInGrade[grade]; i++) {
            still |= levels[i].fits();
        }
        long gone = fitsInGrade[grade] & ~still;
        fitsInGrade[grade] = still;
        for (long bits = gone; bits != 0; bits &= bits - 1) {
            gradesOf[Long.numberOfTrailingZeros(bits)].remove(grade);
        }
    }

    private void note(int grade, long more) {
        fitsInGrade[grade] |= more;
        for (long bits = more; bits != 0; bits &= bits - 1) {
            gradesOf[Long.numberOfTrailingZeros(bits)].add(grade);
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
            forgetShapes();
        }
        int shape = shapes.size();
        shapes.put(perInstance, shape);
        shapeOf[shape] = perInstance;
        gradesOf[shape] = new GradeSet();
        for (Level level : byUsed.values()) {
            if (perInstance.fitsInto(level.free())) {
                level.fits(level.fits() | (1L << shape));
                note(level.grade(), 1L << shape);
            }
        }
        return shape;
    }

    private void forgetShapes() {
        shapes.clear();
        Arrays.fill(fitsInGrade, 0);
        byUsed.values().forEach(level -> level.fits(0));
    }
}
