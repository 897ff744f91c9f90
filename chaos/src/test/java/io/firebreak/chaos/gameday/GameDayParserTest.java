package io.firebreak.chaos.gameday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay.Abort;
import io.firebreak.chaos.gameday.GameDay.Budget;
import io.firebreak.chaos.gameday.GameDay.Hypothesis;
import io.firebreak.chaos.gameday.GameDay.LoadShape;
import io.firebreak.chaos.gameday.GameDay.Mix;
import io.firebreak.chaos.gameday.GameDay.Rate;
import io.firebreak.chaos.gameday.GameDay.Recovery;
import io.firebreak.chaos.gameday.GameDay.RegionShape;
import io.firebreak.chaos.gameday.GameDay.Requirement;
import io.firebreak.chaos.gameday.GameDay.Slo;
import io.firebreak.chaos.gameday.GameDay.SteadyState;
import io.firebreak.chaos.network.Cut;
import io.firebreak.chaos.network.Link;
import io.firebreak.chaos.network.Slowness;
import io.firebreak.chaos.region.Architecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GameDayParserTest {
    private static final String GOOD = """
            title: A poison-pill tenant
            seed: 7
            slo: {availability: 0.90, latency: 1s}
            region: {cells: 8, shardSize: 2, tenants: 100, hostsPerCell: 40}
            load: {rate: 200/s, instancesPerTenant: 10, mix: {launch: 0.4, list: 0.3, describe: 0.2, terminate: 0.1}}
            warmUp: 15s
            steadyState: {duration: 10s, require: {availability: ">= 0.999"}}
            method:
              - {at: 500ms, fault: poison-tenant, target: {tenant: random}, for: 2m}
            recovery: {within: 30s, require: {availability: ">= 0.99"}}
            hypothesis: {absoluteError: "<= 0.02"}
            budget: {shuffle: {belowSlo: "<= 0.10"}}
            abort: {regional: {belowSlo: ">= 0.50"}}
            """;

    private static final String FAULTS =
            "kill-cell, kill-shard, kill-node, kill-cells, kill-database, kill-directory, kill-router, pause-cell,"
                    + " gray-cell, cut-network, slow-network, cut-power, cut-zone, deploy-bad, skew-clock,"
                    + " poison-tenant";

    @TempDir
    private Path folder;

    @Test
    void readsEveryKey() {
        assertThat(parse(GOOD))
                .isEqualTo(new GameDay(
                        "A poison-pill tenant",
                        7,
                        new Slo(0.9, Duration.ofSeconds(1)),
                        new RegionShape(8, 1, 1, 1, 2, 100, 40),
                        new LoadShape(new Rate(200), 10, new Mix(0.4, 0.3, 0.2, 0.1)),
                        Duration.ofSeconds(15),
                        new SteadyState(Duration.ofSeconds(10), new Requirement(Bound.atLeast(0.999))),
                        List.of(new Step(
                                Duration.ofMillis(500),
                                new Fault.PoisonTenant(Target.random()),
                                Duration.ofMinutes(2))),
                        new Recovery(Duration.ofSeconds(30), new Requirement(Bound.atLeast(0.99))),
                        new Hypothesis(Bound.atMost(0.02)),
                        Map.of(Architecture.SHUFFLE, new Budget(Bound.atMost(0.1))),
                        Map.of(Architecture.REGIONAL, new Abort(Bound.atLeast(0.5)))));
    }

    @Test
    void readsEveryFaultAndItsTarget() {
        GameDay gameDay = parse(GOOD.replace("cells: 8", "cells: 8, nodesPerCell: 2, zones: 2")
                .replace("  - {at: 500ms, fault: poison-tenant, target: {tenant: random}, for: 2m}\n", """
                  - {at: 0s, fault: kill-cell, target: {cell: cell-8}, for: 1s}
                  - {at: 1s, fault: kill-shard, target: {tenant: t-001}, for: 1s}
                  - {at: 2s, fault: kill-node, target: {cell: random, node: node-2}, for: 1s}
                  - {at: 2s, fault: kill-cells, target: {cells: 3}, for: 1s}
                  - {at: 2s, fault: kill-database, target: {cell: cell-1}, for: 1s}
                  - {at: 2s, fault: kill-directory, for: 1s}
                  - {at: 2s, fault: kill-router, target: {router: router-1}, for: 1s}
                  - {at: 2s, fault: pause-cell, target: {cell: random}, for: 1s}
                  - {at: 2s, fault: gray-cell, target: {cell: cell-2}, with: {stalls: 0.3}, for: 1s}
                  - {at: 2s, fault: cut-network, target: {cell: cell-2}, for: 1s}
                  - {at: 2s, fault: cut-network, target: {cell: random}, with: {link: fleet, effect: half-open}, for: 1s}
                  - {at: 2s, fault: slow-network, target: {cell: random}, with: {latency: 20ms, jitter: 5ms}, for: 1s}
                  - {at: 2s, fault: slow-network, target: {cell: cell-1}, with: {link: database, rate: 64KB/s}, for: 1s}
                  - {at: 2s, fault: cut-power, target: {cell: cell-2, rack: rack-4}, for: 1s}
                  - {at: 2s, fault: cut-zone, target: {zone: zone-2}, for: 1s}
                  - {at: 2s, fault: deploy-bad, target: {cells: 8}, with: {errors: 0.6, gate: false, bake: 5s}, for: 1s}
                  - {at: 2s, fault: deploy-bad, target: {cells: 2}, with: {errors: 1}, for: 1s}
                  - {at: 2s, fault: skew-clock, target: {cell: cell-3, node: node-1}, with: {by: 90s}, for: 1s}
                  - {at: 2s, fault: skew-clock, target: {cell: random}, with: {by: -2m}, for: 1s}
                  - {at: 3s, fault: poison-tenant, target: {tenant: t-100}, for: 1500ms}
                """));
        assertThat(gameDay.method().stream().map(Step::fault))
                .containsExactly(
                        new Fault.KillCell(Target.named(new CellId("cell-8"))),
                        new Fault.KillShard(Target.named(new TenantId("t-001"))),
                        new Fault.KillNode(Target.random(), Target.named(new NodeName("node-2"))),
                        new Fault.KillCells(3),
                        new Fault.KillDatabase(Target.named(new CellId("cell-1"))),
                        new Fault.KillDirectory(),
                        new Fault.KillRouter(Target.named(new RouterName("router-1"))),
                        new Fault.PauseCell(Target.random()),
                        new Fault.GrayCell(Target.named(new CellId("cell-2")), 0, 0.3),
                        new Fault.CutNetwork(Target.named(new CellId("cell-2")), Link.ROUTERS, Cut.BLACK_HOLE),
                        new Fault.CutNetwork(Target.random(), Link.FLEET, Cut.HALF_OPEN),
                        new Fault.SlowNetwork(
                                Target.random(),
                                Link.ROUTERS,
                                new Slowness(Duration.ofMillis(20), Duration.ofMillis(5), 0)),
                        new Fault.SlowNetwork(
                                Target.named(new CellId("cell-1")),
                                Link.DATABASE,
                                new Slowness(Duration.ZERO, Duration.ZERO, 65_536)),
                        new Fault.CutPower(Target.named(new CellId("cell-2")), Target.named(RackName.of(4))),
                        new Fault.CutZone(Target.named(ZoneName.of(2))),
                        new Fault.DeployBad(8, 0.6, false, Duration.ofSeconds(5)),
                        new Fault.DeployBad(2, 1, true, Duration.ofSeconds(10)),
                        new Fault.SkewClock(
                                Target.named(new CellId("cell-3")),
                                Target.named(new NodeName("node-1")),
                                Duration.ofSeconds(90)),
                        new Fault.SkewClock(Target.random(), null, Duration.ofMinutes(-2)),
                        new Fault.PoisonTenant(Target.named(new TenantId("t-100"))));
        assertThat(gameDay.breaksTheNetwork()).isTrue();
        assertThat(gameDay.settings(Architecture.REGIONAL).deployed().network()).isTrue();
        assertThat(parse(GOOD).settings(Architecture.REGIONAL).network()).isFalse();
        assertThat(gameDay.methodLasts()).isEqualTo(Duration.ofMillis(4500));
    }

    @Test
    void givesWhatIsLeftOutItsDefault() {
        GameDay gameDay = parse(GOOD.replace("seed: 7\n", "")
                .replace("budget: {shuffle: {belowSlo: \"<= 0.10\"}}\n", "")
                .replace("abort: {regional: {belowSlo: \">= 0.50\"}}\n", "")
                .replace(", hostsPerCell: 40", "")
                .replace("launch: 0.4, list: 0.3, describe: 0.2, terminate: 0.1", "list: 1"));
        assertThat(gameDay.seed()).isEqualTo(1);
        assertThat(gameDay.budgets()).isEmpty();
        assertThat(gameDay.aborts()).isEmpty();
        assertThat(gameDay.region()).isEqualTo(new RegionShape(8, 1, 1, 1, 2, 100, 50));
        assertThat(gameDay.load().mix()).isEqualTo(new Mix(0, 1, 0, 0));
    }

    @Test
    void namesTheLineOfAnUnknownKeyAndWhatIsAccepted() {
        assertThat(mistakes(GOOD.replace("steadyState:", "steadystate:")))
                .containsExactly(
                        "%s:1: missing key 'steadyState'; accepted: a mapping of duration, require",
                        "%s:7: unknown key 'steadystate'; accepted: title, seed, slo, region, load, warmUp, steadyState,"
                                + " method, recovery, hypothesis, budget, abort");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: A poison-pill tenant | title: '' | 1: title is empty; accepted: a text of 1 to 120 characters on one line",
                "seed: 7 | seed: -1 | 2: seed is '-1'; accepted: a whole number of 0 to 2147483647",
                "seed: 7 | seed: | 2: seed is empty; accepted: a whole number of 0 to 2147483647",
                "latency: 1s | latency: 1 sec | 3: slo.latency is '1 sec'; accepted: a duration of 1ms to 1m, such as 500ms, 10s or 2m",
                "latency: 1s | latency: 1 | 3: slo.latency is '1'; accepted: a duration of 1ms to 1m, such as 500ms, 10s or 2m",
                "latency: 1s | latency: 61s | 3: slo.latency is '61s'; accepted: a duration of 1ms to 1m, such as 500ms, 10s or 2m",
                "latency: 1s | p99: 1s, latency: 1s | 3: unknown key 'slo.p99'; accepted: availability, latency",
                ", latency: 1s | '' | 3: missing key 'slo.latency'; accepted: a duration of 1ms to 1m, such as 500ms, 10s or 2m",
                "availability: 0.90 | availability: 1.1 | 3: slo.availability is '1.1'; accepted: a number of 0.01 to 1",
                "availability: 0.90 | availability: NaN | 3: slo.availability is 'NaN'; accepted: a number of 0.01 to 1",
                "cells: 8 | cells: 0 | 4: region.cells is '0'; accepted: a whole number of 1 to 64",
                "cells: 8 | cells: 99999999999999999999 | 4: region.cells is '99999999999999999999'; accepted: a whole number of 1 to 64",
                "cells: 8 | cells: eight | 4: region.cells is 'eight'; accepted: a whole number of 1 to 64",
                "cells: 8 | cells: [8] | 4: region.cells is a list of 1; accepted: a whole number of 1 to 64",
                "shardSize: 2 | shardSize: 9 | 4: region.shardSize is '9'; accepted: a whole number of 1 to 8",
                "shardSize: 2 | shardSize: 3, zones: 2 | 4: region.shardSize is '3'; accepted: a whole number of 1 to 2",
                "tenants: 100 | tenants: 100, tenants: 5 | 4: key 'region.tenants' stands twice; accepted: once",
                "200/s | 200/min | 5: load.rate is '200/min'; accepted: a rate of 1/s to 10000/s, such as 200/s",
                "200/s | 200 | 5: load.rate is '200'; accepted: a rate of 1/s to 10000/s, such as 200/s",
                "200/s | 0/s | 5: load.rate is '0/s'; accepted: a rate of 1/s to 10000/s, such as 200/s",
                "launch: 0.4 | launch: 0.3 | 5: load.mix is 0.900 in all; accepted: shares that add up to 1",
                "launch: 0.4 | launch: 40% | 5: load.mix.launch is '40%'; accepted: a number of 0 to 1",
                "warmUp: 15s | warmUp: 1h | 6: warmUp is '1h'; accepted: a duration of 0s to 10m, such as 500ms, 10s or 2m",
                "'\">= 0.999\"' | 0.999 | 7: steadyState.require.availability is '0.999'; accepted: \">= \" and a number of 0 to 1, in quotes",
                "'>= 0.999' | '> 0.999' | 7: steadyState.require.availability is '> 0.999'; accepted: \">= \" and a number of 0 to 1, in quotes",
                "'>= 0.999' | '<= 0.999' | 7: steadyState.require.availability is '<= 0.999'; accepted: \">= \" and a number of 0 to 1, in quotes",
                "'>= 0.999' | '>= 99.9' | 7: steadyState.require.availability is '>= 99.9'; accepted: \">= \" and a number of 0 to 1, in quotes",
                "{tenant: random} | {cell: random} | 9: unknown key 'method.target.cell'; accepted: tenant",
                "{tenant: random} | {tenant: T_1} | 9: method.target.tenant is 'T_1'; accepted: random or a tenant such as t-001",
                "{tenant: random} | random | 9: method.target is 'random'; accepted: a mapping of tenant",
                "{tenant: random} | '{tenant: random}, with: {errors: 1}' | 9: method.with is a mapping; accepted: nothing: poison-tenant has no parameters",
                "'poison-tenant, target: {tenant: random}' | 'gray-cell, with: {errors: 0.7, stalls: 0.7}, target: {cell: random}' | 9: method.with is 1.4 in all; accepted: shares that add up to more than 0 and at most 1",
                "'poison-tenant, target: {tenant: random}' | 'gray-cell, with: {}, target: {cell: random}' | 9: method.with is 0.0 in all; accepted: shares that add up to more than 0 and at most 1",
                "'poison-tenant, target: {tenant: random}' | 'cut-network, with: {link: disk}, target: {cell: random}' | 9: method.with.link is 'disk'; accepted: routers, database, fleet",
                "'poison-tenant, target: {tenant: random}' | 'cut-network, with: {effect: slow}, target: {cell: random}' | 9: method.with.effect is 'slow'; accepted: black-hole, refuse, half-open, reset",
                "'poison-tenant, target: {tenant: random}' | 'cut-network, with: {rate: 1KB/s}, target: {cell: random}' | 9: unknown key 'method.with.rate'; accepted: link, effect",
                "'poison-tenant, target: {tenant: random}' | 'slow-network, target: {cell: random}' | 9: missing key 'method.with'; accepted: a mapping of link, latency, jitter, rate",
                "'poison-tenant, target: {tenant: random}' | 'slow-network, with: {link: fleet}, target: {cell: random}' | 9: method.with is neither late nor slow; accepted: a latency, a rate, or both",
                "'poison-tenant, target: {tenant: random}' | 'slow-network, with: {latency: 5ms, jitter: 6ms}, target: {cell: random}' | 9: method.with.jitter is '6ms'; accepted: at most the latency",
                "'poison-tenant, target: {tenant: random}' | 'slow-network, with: {latency: 11s}, target: {cell: random}' | 9: method.with.latency is '11s'; accepted: a duration of 1ms to 10s, such as 500ms, 10s or 2m",
                "'poison-tenant, target: {tenant: random}' | 'slow-network, with: {rate: 64}, target: {cell: random}' | 9: method.with.rate is '64'; accepted: bytes per second of 1KB/s to 1000MB/s, such as 64KB/s",
                "'poison-tenant, target: {tenant: random}' | 'kill-directory, target: {tenant: random}' | 9: method.target is a mapping; accepted: no target: there is one directory",
                "'poison-tenant, target: {tenant: random}' | 'cut-power, target: {cell: cell-1, rack: rack-5}' | 9: method.target.rack is 'rack-5'; accepted: random or rack-1 to rack-4",
                "'poison-tenant, target: {tenant: random}' | 'cut-power, target: {cell: cell-1}' | 9: missing key 'method.target.rack'; accepted: random or rack-1 to rack-4",
                "'poison-tenant, target: {tenant: random}' | 'cut-zone, target: {zone: zone-2}' | 9: method.target.zone is 'zone-2'; accepted: random or zone-1",
                "'poison-tenant, target: {tenant: random}' | 'deploy-bad, target: {cells: 9}, with: {errors: 1}' | 9: method.target.cells is '9'; accepted: a whole number of 1 to 8",
                "'poison-tenant, target: {tenant: random}' | 'deploy-bad, target: {cells: 2}, with: {errors: 0}' | 9: method.with.errors is '0'; accepted: a number of 0.01 to 1",
                "'poison-tenant, target: {tenant: random}' | 'deploy-bad, target: {cells: 2}' | 9: missing key 'method.with'; accepted: a mapping of errors, gate, bake",
                "'poison-tenant, target: {tenant: random}' | 'deploy-bad, target: {cells: 2}, with: {errors: 1, gate: maybe}' | 9: method.with.gate is 'maybe'; accepted: true or false",
                "'poison-tenant, target: {tenant: random}' | 'deploy-bad, target: {cells: 2}, with: {errors: 1, bake: 0s}' | 9: method.with.bake is '0s'; accepted: a duration of 1s to 10m, such as 500ms, 10s or 2m",
                "'poison-tenant, target: {tenant: random}' | 'skew-clock, target: {cell: cell-1}, with: {by: 0s}' | 9: method.with.by is '0s'; accepted: a duration of 1ms to 60m, or -1ms to -60m, such as 90s or -2m",
                "'poison-tenant, target: {tenant: random}' | 'skew-clock, target: {cell: cell-1}, with: {by: -61m}' | 9: method.with.by is '-61m'; accepted: a duration of 1ms to 60m, or -1ms to -60m, such as 90s or -2m",
                "regional: {belowSlo: | regional: {below: | 13: unknown key 'abort.regional.below'; accepted: belowSlo",
                "for: 2m | for: 0s | 9: method.for is '0s'; accepted: a duration of 1s to 10m, such as 500ms, 10s or 2m",
                "', for: 2m' | '' | 9: missing key 'method.for'; accepted: a duration of 1s to 10m, such as 500ms, 10s or 2m",
                "within: 30s | within: 30 | 10: recovery.within is '30'; accepted: a duration of 1s to 10m, such as 500ms, 10s or 2m",
                "'<= 0.02' | '>= 0.02' | 11: hypothesis.absoluteError is '>= 0.02'; accepted: \"<= \" and a number of 0 to 1, in quotes",
                "shuffle: | shuffled: | 12: unknown key 'budget.shuffled'; accepted: regional, cellular, shuffle",
            })
    void namesLineKeyAndWhatIsAccepted(String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        assertThat(mistakes(GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad))))
                .contains("%s:" + message);
    }

    @Test
    void doesNotReportTheTargetOfAnUnknownFault() {
        assertThat(mistakes(GOOD.replace("poison-tenant", "kill-rack")))
                .containsExactly("%s:9: method.fault is 'kill-rack'; accepted: " + FAULTS);
    }

    @Test
    void refusesTargetsThatTheRegionDoesNotHave() {
        String kill = "  - {at: 0s, fault: kill-node, target: {cell: cell-9, node: node-2}, for: 1s}\n";
        assertThat(mistakes(GOOD.replace("recovery:", kill + "recovery:")))
                .containsExactly(
                        "%s:10: method.target.cell is 'cell-9'; accepted: random or cell-1 to cell-8",
                        "%s:10: method.target.node is 'node-2'; accepted: random or node-1");
    }

    @Test
    void reportsAllMistakesTogetherInTheOrderOfTheFile() {
        assertThat(mistakes(GOOD.replace("title:", "titel:")
                        .replace("cells: 8", "cells: 65")
                        .replace("rate: 200/s", "rate: fast")
                        .replace("for: 2m", "for: long")))
                .extracting(mistake -> mistake.replaceAll(";.*", ""))
                .containsExactly(
                        "%s:1: unknown key 'titel'",
                        "%s:1: missing key 'title'",
                        "%s:4: region.cells is '65'",
                        "%s:5: load.rate is 'fast'",
                        "%s:9: method.for is 'long'");
    }

    @Test
    void reportsAMissingMappingOnce() {
        assertThat(mistakes(GOOD.replaceAll("(?m)^load:.*\n", "")))
                .containsExactly("%s:1: missing key 'load'; accepted: a mapping of rate, instancesPerTenant, mix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"method: []", "method: {}", "method:", "method: kill-cell"})
    void refusesAMethodWithoutSteps(String method) {
        assertThat(mistakes(GOOD.replaceAll("method:\n.*\n", method + "\n")))
                .singleElement()
                .asString()
                .startsWith("%s:8: method is ")
                .endsWith("; accepted: a list of 1 to 20 mappings of at, fault, target, with, for");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1: the file is empty; accepted: a game day",
                "'# only a comment' | 1: the file is empty; accepted: a game day",
                "just text | 1: the file is 'just text'; accepted: a mapping of title, seed, slo, region, load, warmUp, steadyState, method, recovery, hypothesis, budget, abort",
                "'{a: [' | 1: not YAML: expected the node content, but found '<stream end>'",
            })
    void refusesWhatIsNoMapping(String text, String message) {
        assertThat(mistakes(text)).first().isEqualTo("%s:" + message);
    }

    @Test
    void namesTheLineThatIsNoYaml() {
        assertThat(mistakes("title: a\nslo: {availability: 0.9\nregion: {}\n"))
                .singleElement()
                .asString()
                .matches("%s:3: not YAML: .+");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(mistakes(GOOD + "---\n" + GOOD)).singleElement().asString().startsWith("%s:14: not YAML: ");
    }

    @Test
    void refusesAFileThatIsNotThereNotTextOrTooLarge() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertThat(refusal(missing).getMessage()).isEqualTo(missing + ": there is no such file");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
        assertThat(refusal(binary).getMessage()).isEqualTo(binary + ": not UTF-8 text");
        Path large = Files.writeString(folder.resolve("large.yaml"), "# ".repeat(200_000));
        assertThat(refusal(large).getMessage()).isEqualTo(large + ": larger than 262144 bytes, so it is no game day");
    }

    @Test
    void constructsNothingThatATagNames() {
        assertThat(mistakes(GOOD.replace("seed: 7", "seed: !!java.net.URL [\"http://127.0.0.1:1/\"]")))
                .containsExactly("%s:2: not YAML: Global tag is not allowed: tag:yaml.org,2002:java.net.URL");
    }

    @Test
    void survivesAnAliasThatContainsItself() {
        assertThat(mistakes(GOOD.replace("slo: {", "slo: &slo {self: *slo, ")))
                .containsExactly("%s:3: unknown key 'slo.self'; accepted: availability, latency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"poison-pill", "cell-kill", "shard-kill", "node-kill"})
    void readsTheLibraryAndEveryTenantOfItIsScored(String name) {
        GameDay gameDay = GameDayParser.parse(Path.of("gamedays", name + ".yaml"));
        assertThat(gameDay.method())
                .allSatisfy(step ->
                        assertThat(gameDay.scoredIntentsPerTenant(step)).isGreaterThan(GameDay.SCORED_INTENTS_NEEDED));
        for (Architecture architecture : Architecture.values()) {
            assertThat(gameDay.settings(architecture).problems()).isEmpty();
        }
    }

    @Test
    void countsTheScoredIntentsOfAWindow() {
        GameDay gameDay = parse(GOOD.replace("for: 2m", "for: 24s"));
        assertThat(gameDay.scoredIntentsPerTenant(gameDay.method().getFirst())).isEqualTo(33.6, within(1e-9));
    }

    private GameDay parse(String text) {
        return GameDayParser.parse(write(text));
    }

    /** The mistakes with the file's name replaced by {@code %s}. */
    private List<String> mistakes(String text) {
        Path file = write(text);
        return refusal(file).mistakes().stream()
                .map(mistake -> mistake.replace(file.toString(), "%s"))
                .toList();
    }

    private static GameDayFileException refusal(Path file) {
        return catchThrowableOfType(GameDayFileException.class, () -> GameDayParser.parse(file));
    }

    private Path write(String text) {
        try {
            return Files.write(folder.resolve("poison.yaml"), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
