package io.firebreak.chaos.report;

import io.firebreak.chaos.measure.Agreement;
import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.BlastRadius;
import io.firebreak.chaos.measure.BudgetCheck;
import io.firebreak.chaos.measure.Capacity;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.DayResult;
import io.firebreak.chaos.measure.FaultSpan;
import io.firebreak.chaos.measure.Generator;
import io.firebreak.chaos.measure.Interval;
import io.firebreak.chaos.measure.LatencyMillis;
import io.firebreak.chaos.measure.Owned;
import io.firebreak.chaos.measure.Phase;
import io.firebreak.chaos.measure.PhaseMeasure;
import io.firebreak.chaos.measure.Predicted;
import io.firebreak.chaos.measure.Severity;
import io.firebreak.chaos.measure.Slo;
import io.firebreak.chaos.measure.Staleness;
import io.firebreak.chaos.measure.TenantDay;
import io.firebreak.chaos.measure.TenantOutcome;
import io.firebreak.chaos.measure.TenantPhase;
import io.firebreak.chaos.measure.Verdict;
import io.firebreak.chaos.measure.WorstPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A report for tests: of 99 tenants 99 are below the SLO with one regional cluster, which lost an instance, and 4 with shuffle
 * shards, where 2 % were allowed.
 */
public final class SampleReport {
    private static final int SECONDS = 60;
    private static final int FIRST_SECOND = -18;

    private SampleReport() {}

    public static CompareResult of(String title) {
        return new CompareResult(
                title,
                1,
                100,
                new Slo(0.9, 1_000),
                new Capacity(8, 400),
                List.of(
                        architecture("regional", 1, 1, 99, List.of("1 instance lost"), List.of()),
                        architecture(
                                "shuffle",
                                8,
                                2,
                                4,
                                List.of(),
                                List.of(new BudgetCheck("belowSlo", "<= 0.02", 0.04, false)))),
                new Generator(12.3, 0),
                Verdict.AGREES,
                "Each architecture lies within 2.0 %.",
                List.of(1L),
                "./firebreak compare chaos/gamedays/poison-pill.yaml --seeds 1",
                "2026-01-01T00:00:00Z",
                0.02,
                List.of());
    }

    private static ArchitectureResult architecture(
            String name, int cells, int shardSize, int hit, List<String> broken, List<BudgetCheck> budget) {
        DayResult day = day(hit, cells);
        double share = hit / 99.0;
        return new ArchitectureResult(
                name,
                cells,
                shardSize,
                4_800,
                5_000,
                0,
                new BlastRadius(share, share, new Interval(share / 2, share), 0, 0, share, share / 4, share),
                new Predicted(name.equals("shuffle") ? 3 / 99.0 : share, share),
                new Agreement(0.01, name.equals("shuffle") ? 0.75 : 1, 0.01, new Interval(0, 0.02)),
                new Owned(0.25, 0.24, new Interval(0.2, 0.3)),
                17,
                1 - share,
                0,
                new LatencyMillis(8, 90, 400),
                0.4,
                null,
                123,
                0,
                0,
                broken.size(),
                0,
                0,
                "t-002",
                Verdict.AGREES,
                "Measured and predicted differ by 1.0 %.",
                budget,
                broken,
                List.of(day),
                2.3,
                List.of(
                        new PhaseMeasure("steady state", 800, 1, new LatencyMillis(4, 20, 40)),
                        new PhaseMeasure("fault window", 4_800, 1 - share, new LatencyMillis(8, 90, 400))),
                new Staleness(900, 0, 0),
                cells > 1 ? new WorstPair(List.of("cell-2", "cell-5"), 6, 0.06) : null);
    }

    private static DayResult day(int hit, int cells) {
        RandomGenerator random = new Random(7);
        List<TenantDay> tenants = new ArrayList<>();
        List<String> measured = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            String name = String.format(Locale.ROOT, "t-%03d", i);
            boolean isHit = i > 1 && i <= hit + 1;
            if (isHit) {
                measured.add(name);
            }
            tenants.add(tenant(name, i == 1, isHit, random, cells));
        }
        List<String> predicted =
                measured.stream().filter(name -> !name.equals("t-004")).toList();
        return new DayResult(
                1,
                hit / 99.0,
                hit / 99.0,
                0.9,
                1,
                0.4,
                null,
                new Generator(12.3, 0),
                FIRST_SECOND,
                List.of(new Phase("fault window", 0, 24)),
                List.of(new FaultSpan(
                        "poison-tenant", "tenant t-001 on cell-2, cell-5", List.of("cell-2"), List.of(), 0, 24)),
                null,
                predicted,
                measured,
                Collections.nCopies(SECONDS, 0.9),
                tenants,
                new AuditResult(100, 0, 0, 0, 0, List.of()),
                2.3,
                null);
    }

    private static TenantDay tenant(String name, boolean leftOut, boolean hit, RandomGenerator random, int cells) {
        List<Integer> good = new ArrayList<>();
        List<Integer> bad = new ArrayList<>();
        for (int second = FIRST_SECOND; second < FIRST_SECOND + SECONDS; second++) {
            boolean fails = (hit || leftOut) && second >= 0 && second < 26 && random.nextDouble() < 0.95;
            int due = random.nextInt(3);
            good.add(fails ? 0 : due);
            bad.add(fails ? due : 0);
        }
        TenantOutcome outcome = leftOut ? TenantOutcome.LEFT_OUT : hit ? TenantOutcome.DOWN : TenantOutcome.IN_SLO;
        return new TenantDay(
                name,
                List.of("cell-" + (1 + random.nextInt(cells))),
                outcome,
                34,
                hit ? 0.05 : 1,
                hit && !name.equals("t-004"),
                outcome,
                14,
                1,
                false,
                good,
                bad,
                hit && !leftOut ? Severity.DOWN : Severity.NONE,
                hit ? 1 : 0,
                List.of(new TenantPhase("fault window", 34, hit ? 2 : 34, hit ? 1 : 0, 8, 400)));
    }
}
