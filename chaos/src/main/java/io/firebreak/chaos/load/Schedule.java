package io.firebreak.chaos.load;

import io.firebreak.chaos.gameday.GameDay.LoadShape;
import io.firebreak.chaos.measure.IntentKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * When which tenant wants what: without end, and a function of its load, the number of tenants and the seed alone.
 * Intents come at a constant rate,
 * reached by a straight ramp from zero (a region that has just started and gets its whole load at once answers late, is
 * asked again, and does not come out of that), the tenants in turn in one seeded order, so in any stretch of time no tenant has more
 * than one intent more than another. For use by one thread.
 */
final class Schedule {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double nanosBetween;
    private final double rampNanos;
    private final List<Integer> turns;
    private final List<Deck> decks = new ArrayList<>();
    private final SplittableRandom chance;
    private long number;

    /** @param ramp how long the rate takes from zero to the one of the load */
    Schedule(LoadShape load, Duration ramp, int tenants, long seed) {
        this.nanosBetween = NANOS_PER_SECOND / load.rate().perSecond();
        this.rampNanos = ramp.toNanos();
        this.chance = new SplittableRandom(seed);
        this.turns = new ArrayList<>(IntStream.range(0, tenants).boxed().toList());
        Collections.shuffle(turns, Random.from(chance));
        for (int tenant = 0; tenant < tenants; tenant++) {
            decks.add(new Deck(load.mix(), chance.split()));
        }
    }

    ScheduledIntent next() {
        long mine = number++;
        int tenant = turns.get((int) (mine % turns.size()));
        IntentKind kind = decks.get(tenant).deal();
        long due = Math.round(due(mine * nanosBetween));
        return new ScheduledIntent(mine, due, tenant, kind, InstanceTypes.draw(chance), chance.nextInt());
    }

    /**
     * @param steady when the intent would be due without a ramp
     * @return where the integral of the ramped rate, t²/2R up to R and t − R/2 after it, reaches the same number
     */
    private double due(double steady) {
        return steady < rampNanos / 2 ? Math.sqrt(2 * rampNanos * steady) : steady + rampNanos / 2;
    }
}
