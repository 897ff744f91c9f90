package io.firebreak.assigner.analysis;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Different numbers, every set of them equally likely. */
final class RandomSet {
    private RandomSet() {}

    /** Floyd's way (Bentley and Floyd, "A sample of brilliance", CACM 1987): as many draws as numbers. */
    static int[] of(int count, int bound, RandomGenerator chance) {
        int[] chosen = new int[count];
        Set<Integer> seen = HashSet.newHashSet(count);
        for (int i = 0; i < count; i++) {
            int top = bound - count + i;
            int drawn = chance.nextInt(top + 1);
            chosen[i] = seen.contains(drawn) ? top : drawn;
            seen.add(chosen[i]);
        }
        return chosen;
    }
}
