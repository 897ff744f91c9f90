package io.firebreak.chaos.promise;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.load.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Kills at seeded random instants and leaves the repair to the supervisor. */
final class Killer {
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMillis(1_700);
    /** Mostly a kill waits for the last one to be repaired, so that there is something to lose; but not for ever. */
    private static final Duration REPAIR = Duration.ofSeconds(20);

    private final PromiseRegion region;
    private final SplittableRandom chance;
    private final InstantSource time = InstantSource.system();
    private final NanoClock clock = NanoClock.system();

    Killer(PromiseRegion region, SplittableRandom chance) {
        this.region = region;
        this.chance = chance;
    }

    /** One kill for each victim, in this order, of a cell drawn each time. */
    List<Kill> kill(List<Victim> victims) {
        List<Kill> kills = new ArrayList<>();
        for (Victim victim : victims) {
            CellId cell = region.cells().get(chance.nextInt(region.cells().size()));
            long pause = chance.nextLong(SHORTEST.toNanos(), LONGEST.toNanos());
            boolean whole = region.isReadyWithin(REPAIR);
            clock.waitUntil(clock.nanos() + pause);
            Instant begin = time.instant();
            region.control().kill(victim.of(cell), false);
            kills.add(new Kill(victim, cell, begin, time.instant()));
            System.out.printf("killed %s of %s%s%n", victim, cell, whole ? "" : ", before the last was repaired");
        }
        return kills;
    }
}
