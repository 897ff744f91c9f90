package io.firebreak.chaos.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.failover.CellCounters.Count;
import io.firebreak.chaos.failover.CellCounters.Habit;
import io.firebreak.chaos.failover.OpenLoad.Intent;
import io.firebreak.chaos.failover.OpenLoad.Kind;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cells killed, paused and slowed down one after another under load. One of a tenant's two cells is always well, so what any of
 * them can answer must be answered.
 */
class CellFaultsIT {
    private static final List<Kind> MIX = List.of(Kind.LAUNCH, Kind.LIST, Kind.READ, Kind.LAUNCH);
    private static final int CELLS = 8;
    private static final Duration PROMISED = Duration.ofSeconds(1);
    /** Longer than an attempt is waited for, shorter than a request may take. */
    private static final long SLOW_MILLIS = 600;
    /** Before this the code of nine processes is being compiled. */
    private static final Duration WARM_UP = Duration.ofSeconds(6);

    private static final Duration FAULT = Duration.ofMillis(2_500);
    /** The cell is back by then, though not yet with all of its calls: the next fault may hit its tenants' other cell. */
    private static final Duration REST = Duration.ofMillis(3_500);
    /** A generator that is later than this measures itself. */
    private static final Duration LAG = Duration.ofMillis(250);

    private static final long PROVOKED = 1;

    private static final Pattern CHARGED = Pattern.compile("reason=\"(timed_out|cut_off|server_error)\"");

    private static final Pattern ANY = Pattern.compile("");

    private final NanoClock clock = NanoClock.system();

    /** What is done to a cell, and undone. */
    private enum Fault {
        KILL,
        PAUSE,
        SLOW;

        void begin(CellProcess cell) {
            switch (this) {
                case KILL -> cell.process().kill();
                case PAUSE -> cell.process().pause();
                case SLOW -> cell.counters().set(Habit.DELAY_MILLIS, SLOW_MILLIS);
            }
        }

        void end(CellProcess cell) {
            switch (this) {
                case KILL -> cell.restart();
                case PAUSE -> cell.process().resume();
                case SLOW -> cell.counters().set(Habit.DELAY_MILLIS, 0);
            }
        }
    }

    private record Step(Fault fault, CellProcess cell, long fromNanos, long toNanos) {}

    @Test
    void tenantsWithAWellCellNoticeNoKillNoPauseAndNoSlowness(@TempDir Path folder) throws Exception {
        try (MemoryRegion region = MemoryRegion.start(CELLS, 1, folder, clock)) {
            List<CellProcess> cells = region.cells();
            run(region, 500, List.of(cells.get(0), cells.get(3), cells.get(6)), 1);
        }
    }

    @Test
    @Tag("full-load")
    void tenantsWithAWellCellNoticeNothingAt2000RequestsASecondWhicheverCellItIs(@TempDir Path folder)
            throws Exception {
        try (MemoryRegion region = MemoryRegion.start(CELLS, 1, folder, clock)) {
            run(region, 2_000, region.cells(), Fault.values().length);
        }
    }

    /** The faults take turns at each cell, and begin with another at each. */
    private void run(MemoryRegion region, int perSecond, List<CellProcess> cells, int faultsPerCell)
            throws IOException {
        provokeTheCounters(cells.getFirst());
        OpenLoad.Shape shape = new OpenLoad.Shape(perSecond, MemoryRegion.TENANTS, MIX, 1);
        List<Step> steps = new ArrayList<>();
        List<Intent> intents;
        try (OpenLoad load = OpenLoad.start(shape, region.addresses(), clock)) {
            region.rest(WARM_UP);
            for (int i = 0; i < cells.size(); i++) {
                for (int n = 0; n < faultsPerCell; n++) {
                    steps.add(step(region, Fault.values()[(i + n) % Fault.values().length], cells.get(i)));
                }
            }
            intents = load.finish();
        }
        Outcomes all =
                new Outcomes(intents).dueWithin(steps.getFirst().fromNanos(), Long.MAX_VALUE / 2 + clock.nanos());
        steps.forEach(step -> describe(step, all));
        describeTotals(region, new Outcomes(intents), all);
        steps.forEach(step -> check(step, all));
        checkTotals(region, new Outcomes(intents), all);
    }

    /** A request past the router, at a cell that is no member of the shard: what is to count must be able to. */
    private static void provokeTheCounters(CellProcess cell) throws IOException {
        int stranger = IntStream.rangeClosed(1, MemoryRegion.TENANTS)
                .filter(tenant -> !cell.serves(RouterConnection.tenant(tenant)))
                .findFirst()
                .orElseThrow();
        RouterConnection connection = RouterConnection.open(cell.address(), 1_000);
        assertThat(connection.exchange(RouterConnection.request(Kind.READ, stranger, 0)))
                .isEqualTo(200);
        connection.close();
        assertThat(cell.counters().get(Count.FOREIGN)).isEqualTo(PROVOKED);
    }

    private Step step(MemoryRegion region, Fault fault, CellProcess cell) {
        long from = clock.nanos();
        fault.begin(cell);
        try {
            region.rest(FAULT);
        } finally {
            fault.end(cell);
        }
        region.rest(REST);
        return new Step(fault, cell, from, clock.nanos());
    }

    private static void describe(Step step, Outcomes all) {
        Outcomes during = all.dueWithin(step.fromNanos(), step.toNanos());
        System.out.printf(
                "%-5s %s: %d intents, failed %d %s, longest span of errors of a tenant %d ms, over a second %d,"
                        + " p50 %d ms, p99 %d ms, slowest %d ms%n",
                step.fault(),
                step.cell().id(),
                during.intents().size(),
                during.failed().size(),
                during.failures(),
                during.longestSpanOfErrors().toMillis(),
                during.slowerThan(PROMISED),
                during.took(0.5).toMillis(),
                during.took(0.99).toMillis(),
                during.took(1).toMillis());
    }

    private static void check(Step step, Outcomes all) {
        Outcomes during = all.dueWithin(step.fromNanos(), step.toNanos());
        switch (step.fault()) {
            case KILL, SLOW ->
                assertThat(during.failed())
                        .as("%s %s", step.fault(), step.cell().id())
                        .isEmpty();
            case PAUSE ->
                assertThat(during.longestSpanOfErrors())
                        .as("errors of a pause of %s", step.cell().id())
                        .isLessThan(PROMISED);
        }
    }

    private static void describeTotals(MemoryRegion region, Outcomes all, Outcomes afterWarmUp) {
        System.out.printf(
                "intents %d, failed %d %s; requests counted at the cells %d, outside their tenant's shard %d; needed %d;"
                        + " retries %.0f, hedges %.0f; 99 of 100 sent within %d ms of their time%n",
                all.intents().size(),
                all.failed().size(),
                all.failures(),
                region.counted(Count.REQUESTS) - PROVOKED,
                region.counted(Count.FOREIGN) - PROVOKED,
                needed(all),
                retries(region),
                hedges(region),
                afterWarmUp.lag(0.99).toMillis());
    }

    private static void checkTotals(MemoryRegion region, Outcomes all, Outcomes afterWarmUp) {
        int intents = all.intents().size();
        long counted = region.counted(Count.REQUESTS) - PROVOKED;
        assertThat(region.counted(Count.FOREIGN)).isEqualTo(PROVOKED);
        assertThat(counted).isGreaterThan(intents / 2);
        assertThat(retries(region) + hedges(region)).isLessThanOrEqualTo(0.1 * intents);
        assertThat(counted).isLessThanOrEqualTo(needed(all) + intents / 10);
        assertThat(afterWarmUp.lag(0.99)).as("lag of the load generator").isLessThan(LAG);
    }

    /** A list asks both cells of the shard. */
    private static long needed(Outcomes all) {
        return all.intents().stream()
                .mapToLong(intent -> intent.kind() == Kind.LIST ? 2 : 1)
                .sum();
    }

    /** Those that are charged: a refused connection has cost nobody anything. */
    private static double retries(MemoryRegion region) {
        return region.router().metric("firebreak_router_retries_total", CHARGED);
    }

    private static double hedges(MemoryRegion region) {
        return region.router().metric("firebreak_router_hedges_total", ANY);
    }
}
