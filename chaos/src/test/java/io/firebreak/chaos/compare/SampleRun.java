package io.firebreak.chaos.compare;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.GameDayParser;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.DayEvidence;
import io.firebreak.chaos.measure.DayTimes;
import io.firebreak.chaos.measure.Ending;
import io.firebreak.chaos.measure.FaultSpan;
import io.firebreak.chaos.measure.IntentKind;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.MeasuredTenant;
import io.firebreak.chaos.measure.Prediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Days of 20 tenants on 4 cells as a region might have had them, with times that are not round. */
final class SampleRun {
    static final String STARTED = "2026-01-01T12:00:00.123Z";
    private static final long SECOND = 1_000_000_000L;
    private static final int TENANTS = 20;
    private static final List<IntentKind> KINDS = List.of(IntentKind.values());
    private static final List<Ending> FAILURES =
            List.of(Ending.OUT_OF_CAPACITY, Ending.REFUSED, Ending.TIMED_OUT, Ending.UNANSWERED);

    private SampleRun() {}

    static String yaml(String title, String fault) {
        return """
                title: %s
                seed: 3
                slo: {availability: 0.90, latency: 1s}
                region: {cells: 4, shardSize: 2, tenants: 20, hostsPerCell: 50}
                load: {rate: 40/s, instancesPerTenant: 10, mix: {launch: 0.3, list: 0.6, describe: 0.05, terminate: 0.05}}
                warmUp: 20s
                steadyState: {duration: 8s, require: {availability: ">= 0.99"}}
                method:
                  - {at: 0s, fault: %s, for: 20s}
                recovery: {within: 30s, require: {availability: ">= 0.99"}}
                hypothesis: {absoluteError: "<= 0.02"}
                budget: {shuffle: {belowSlo: "<= 0.10"}}
                """.formatted(title, fault);
    }

    static Study study(String name, List<Long> seeds) {
        String text = yaml("The day " + name, "kill-cells, target: {cells: 2}");
        Path file = Path.of("days/%s.yaml".formatted(name));
        GameDay gameDay = GameDayParser.parse(file, text);
        return new Study(file, text, gameDay, seeds, "./firebreak compare " + file);
    }

    static List<MeasuredTenant> tenants() {
        List<MeasuredTenant> tenants = new ArrayList<>();
        for (int i = 0; i < TENANTS; i++) {
            Shard shard = new Shard(List.of(
                    new CellId("cell-" + (1 + i % 4)), new CellId("cell-" + (1 + (i + 1 + i / 8) % 4))));
            tenants.add(new MeasuredTenant(new TenantId("t-%03d".formatted(i + 1)), shard, i == 0));
        }
        return tenants;
    }

    /** The first cells' tenants lose nearly all of the window, others some. */
    static DayEvidence evidence(Study study, long seed) {
        Random chance = new Random(seed);
        List<IntentOutcome> outcomes = new ArrayList<>();
        List<MeasuredTenant> tenants = tenants();
        for (long due = 17; due < 60 * SECOND; due += SECOND / 43) {
            int tenant = chance.nextInt(TENANTS);
            boolean hit = tenant % 4 == 0 && due > 20 * SECOND && due < 40 * SECOND;
            Ending ending =
                    hit && chance.nextInt(10) > 0 ? FAILURES.get(chance.nextInt(FAILURES.size())) : Ending.SUCCEEDED;
            long started = due + chance.nextInt(900_000);
            IntentKind kind = KINDS.get(chance.nextInt(KINDS.size()));
            outcomes.add(new IntentOutcome(
                    tenants.get(tenant).id(),
                    kind,
                    due,
                    started,
                    started + chance.nextInt(1_020_000_000),
                    ending,
                    1 + chance.nextInt(3),
                    kind == IntentKind.LIST && chance.nextInt(5) == 0,
                    kind == IntentKind.LIST ? chance.nextInt(3) * 17L : IntentOutcome.NOT_TOLD));
        }
        Set<TenantId> expected = Set.of(new TenantId("t-005"), new TenantId("t-009"));
        return new DayEvidence(
                study.gameDay().withSeed(seed),
                tenants,
                new DayTimes(12 * SECOND + 1, 20 * SECOND + 1, 20 * SECOND + 1, 40 * SECOND + 7, 60 * SECOND - 13),
                new Prediction(expected, expected, Set.of(new TenantId("t-002"), new TenantId("t-005"))),
                List.of(new FaultSpan(
                        "kill-cells", "every node", List.of("cell-1"), List.of("cell-1/node-1"), 0.003, 20.1)),
                null,
                outcomes,
                new AuditResult(700, 0, 1, 0, 0, List.of("duplicate: one")));
    }
}
