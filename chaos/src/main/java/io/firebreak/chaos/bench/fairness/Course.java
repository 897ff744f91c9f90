package io.firebreak.chaos.bench.fairness;

import java.time.Duration;
import java.util.Optional;

/**
 * What happens when, from the first request of the others on. They send the whole time. The second half of the warm-up has
 * a flood too, so that the code of refusals is compiled when it counts. Then quiet and flood take turns, so that a machine
 * that is busier at one time than at another is so for both.
 *
 * @param warmUp what is not measured
 * @param window the length of each quiet, and of the flood after it
 * @param rounds how many of both there are
 */
record Course(Duration warmUp, Duration window, int rounds) {
    /** Before each quiet: what the flood before it left in queues is gone by then. */
    static final Duration SETTLING = Duration.ofSeconds(3);

    /** What is measured. */
    enum Phase {
        QUIET,
        FLOOD
    }

    /** A stretch of a phase; rounds count from 0. */
    record Place(Phase phase, int round) {}

    Duration firstFloodAt() {
        return warmUp.minus(firstFlood());
    }

    Duration firstFlood() {
        return warmUp.dividedBy(2);
    }

    private Duration period() {
        return SETTLING.plus(window).plus(window);
    }

    Duration floodAt(int round) {
        return warmUp.plus(period().multipliedBy(round)).plus(SETTLING).plus(window);
    }

    /** When the last request is due. */
    Duration end() {
        return warmUp.plus(period().multipliedBy(rounds));
    }

    /** Where a request that is due then belongs. */
    Optional<Place> at(long nanosFromStart) {
        long measured = nanosFromStart - warmUp.toNanos();
        long period = period().toNanos();
        if (measured < 0 || measured >= rounds * period) {
            return Optional.empty();
        }
        int round = (int) (measured / period);
        long inRound = measured % period - SETTLING.toNanos();
        if (inRound < 0) {
            return Optional.empty();
        }
        return Optional.of(new Place(inRound < window.toNanos() ? Phase.QUIET : Phase.FLOOD, round));
    }
}
