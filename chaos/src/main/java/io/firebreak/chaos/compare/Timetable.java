package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.SlidingMeasure;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Tells who waits which day it is, and when the last one is expected to end. */
final class Timetable {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    /** Settling, audit, and clearing for the next day. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(8);

    /** Stopping one region and starting the next. */
    private static final Duration START = Duration.ofSeconds(35);

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SECONDS_PER_MINUTE = 60;

    private final List<PlannedDay> days;
    private final NanoClock clock;
    private final InstantSource time;
    private final long began;
    private int next;

    /** @param days all of the run, in their order */
    Timetable(List<PlannedDay> days, NanoClock clock, InstantSource time) {
        this.days = List.copyOf(days);
        this.clock = clock;
        this.time = time;
        this.began = clock.nanos();
    }

    /** A line on the day that begins now. */
    String begins(PlannedDay day) {
        double done = seconds(days.subList(0, next));
        double left = seconds(days.subList(next, days.size()));
        double elapsed = (clock.nanos() - began) / NANOS_PER_SECOND;
        long expected = Math.round(next == 0 ? left : left * elapsed / done);
        next++;
        return "day %d of %d: %s; about %d min left, until %s UTC"
                .formatted(
                        next,
                        days.size(),
                        day,
                        Math.ceilDiv(expected, SECONDS_PER_MINUTE),
                        CLOCK.format(time.instant().plusSeconds(expected)));
    }

    private static double seconds(List<PlannedDay> some) {
        return some.stream().mapToDouble(Timetable::seconds).sum();
    }

    private static double seconds(PlannedDay day) {
        GameDay gameDay = day.gameDay();
        Duration warmUp = day.first() ? gameDay.warmUp().plus(START) : ArchitectureRun.rampOf(gameDay);
        return warmUp.plus(gameDay.steadyState().duration())
                .plus(gameDay.methodLasts())
                .plus(SlidingMeasure.WIDTH)
                .plus(AFTERWARDS)
                .toSeconds();
    }
}
