package io.firebreak.chaos.promise;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Pauses nodes, kills them in their sleep, and cuts the second router's wire to them, at seeded random instants. */
final class ArbiterFaults {
    /** A stop waits for the last to be repaired, so that most launches have a cell to go to; but not for ever. */
    private static final Duration REPAIR = Duration.ofSeconds(20);

    private static final Duration LONGEST_REST = Duration.ofMillis(700);
    /** Over the second after which a client gives up, so that some requests outlive their clients. */
    private static final Duration LONGEST_FAULT = Duration.ofMillis(2_500);

    /** What is done to a cell for a while. */
    enum Kind {
        PAUSED,
        KILLED_IN_ITS_SLEEP,
        /** The second router hears nothing of it, and what it sent arrives when the wire is mended. */
        SILENT,
        /** The second router's connections to it break. */
        BROKEN_OFF
    }

    private final PromiseRegion region;
    private final SecondRouter second;
    private final SplittableRandom chance;
    private final NanoClock clock = NanoClock.system();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    ArbiterFaults(PromiseRegion region, SecondRouter second, SplittableRandom chance) {
        this.region = region;
        this.second = second;
        this.chance = chance;
    }

    /** One of any kind, after a rest, at any cell. */
    void strike() {
        rest(chance.nextLong(LONGEST_REST.toNanos()));
        CellId cell = region.cells().get(chance.nextInt(region.cells().size()));
        Kind kind = Kind.values()[chance.nextInt(Kind.values().length)];
        long length = chance.nextLong(LONGEST_FAULT.toNanos());
        switch (kind) {
            case PAUSED, KILLED_IN_ITS_SLEEP -> stop(cell, kind, length);
            case SILENT, BROKEN_OFF -> cut(cell, kind, length);
        }
    }

    /** How many there were of each kind. */
    Map<Kind, Integer> counts() {
        return counts;
    }

    private void stop(CellId cell, Kind kind, long length) {
        region.isReadyWithin(REPAIR);
        ProcessName node = ProcessName.node(cell, 1);
        if (region.process(node).state() != ProcessState.READY) {
            return;
        }
        region.control().pause(List.of(node));
        try {
            count(kind);
            rest(length);
            if (kind == Kind.KILLED_IN_ITS_SLEEP) {
                region.control().kill(List.of(node), false);
            }
        } finally {
            region.control().resume(List.of(node));
        }
    }

    private void cut(CellId cell, Kind kind, long length) {
        CutProxy wire = second.wireTo(cell);
        if (kind == Kind.SILENT) {
            wire.fallSilent();
        } else {
            wire.breakOff();
        }
        count(kind);
        rest(length);
        wire.mend();
    }

    private void count(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    private void rest(long nanos) {
        clock.waitUntil(clock.nanos() + nanos);
    }
}
