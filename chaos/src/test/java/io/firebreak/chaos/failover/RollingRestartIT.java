package io.firebreak.chaos.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.failover.OpenLoad.Intent;
import io.firebreak.chaos.failover.OpenLoad.Kind;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.chaos.region.RestartTargets;
import io.firebreak.chaos.region.RollingRestart;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A rolling restart under load, of the only cell's two nodes and then of both routers: no request fails. While nodes are restarted
 * a client tries once. While routers are, it goes to the other one when a connection is refused or ends before an answer, as HTTP
 * clients do; an answer that is an error, or none in time, is a failure.
 */
@Tag("full-load")
class RollingRestartIT {
    private static final int PER_SECOND = Integer.getInteger("firebreak.test.rate", 500);
    private static final int TENANTS = 20;
    /** One cell, so that there is no other to go to; and room for 16,000 launches, of which a restart at low priority sees many. */
    private static final RegionSettings SETTINGS =
            new RegionSettings(Architecture.CELLULAR, 1, 2, 2, 1, 1, TENANTS, 2_000, 1);

    private static final List<Kind> MIX = List.of(
            Kind.LAUNCH,
            Kind.READ,
            Kind.LIST,
            Kind.READ,
            Kind.READ,
            Kind.READ,
            Kind.LIST,
            Kind.READ,
            Kind.READ,
            Kind.READ);

    /** A client's connection tells nothing of a router that has gone: it meets that one, then the other. */
    private static final int FOLLOWING = 2;

    private static final int FIRST_CALLS = 5;
    private static final Duration REST = Duration.ofSeconds(2);
    private static final int WARM_UP_STEPS = 5;
    private static final Duration WARM_UP_STEP = Duration.ofSeconds(6);

    private final Path home = Path.of("target", "rolling-restart").toAbsolutePath();
    private final NanoClock clock = NanoClock.system();
    private int loads;

    @SuppressWarnings("NullAway.Init")
    private LocalRegion region;

    @SuppressWarnings("NullAway.Init")
    private List<String> described;

    @BeforeEach
    void start() {
        region = LocalRegion.start(SETTINGS, home, Progress.toStandardError());
        try (HttpClient http = HttpClient.newHttpClient()) {
            described = region.file().tenants().stream()
                    .map(tenant -> launch(http, tenant))
                    .toList();
        }
    }

    /** A cell that has just started may need more than one call. */
    private String launch(HttpClient http, RegionFile.Tenant tenant) {
        JsonCalls router = JsonCalls.to(http, region.file().router().url(), tenant.key());
        Map<String, Object> wanted = Map.of(
                "instanceType",
                "m5.large",
                "minCount",
                1,
                "maxCount",
                1,
                "imageId",
                "ami-1",
                "clientToken",
                "described");
        JsonCalls.Answer answer = router.post("/v1/instances", wanted);
        for (int left = FIRST_CALLS; left > 1 && answer.status() != 201; left--) {
            answer = router.post("/v1/instances", wanted);
        }
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body().path("instances").path(0).path("id").asString();
    }

    @AfterEach
    void stop() {
        LocalRegion.stop(home, Progress.toStandardError());
    }

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void noRequestFailsWhileNodesAndThenRoutersAreRestarted() {
        warmUp();

        Outcomes nodes = underLoad(1, "cells");
        Outcomes routers = underLoad(FOLLOWING, "routers");

        assertThat(nodes.failures()).isEmpty();
        assertThat(routers.failures()).isEmpty();
        assertThat(met(routers).keySet()).isSubsetOf("refused", "cut");
    }

    /** Up to the rate and over it in steps, so that both nodes and both routers have compiled what they need. */
    private void warmUp() {
        for (int step = 1; step <= WARM_UP_STEPS; step++) {
            try (OpenLoad load = load(PER_SECOND * step / WARM_UP_STEPS, 1)) {
                rest(WARM_UP_STEP);
                report("warm-up at %d/s".formatted(PER_SECOND * step / WARM_UP_STEPS), new Outcomes(load.finish()));
            }
        }
    }

    private Outcomes underLoad(int attempts, String what) {
        List<ProcessName> names =
                RestartTargets.of(List.of(what), region.control().processes());
        assertThat(names).hasSize(2);
        try (OpenLoad load = load(PER_SECOND, attempts)) {
            rest(REST);
            List<RollingRestart.Restarted> restarted = RollingRestart.in(region.control(), Progress.toStandardError())
                    .oneAtATime(names);
            rest(REST);
            Outcomes outcomes = new Outcomes(load.finish());
            report("%s restarted in turn in %s ms".formatted(names, took(restarted)), outcomes);
            return outcomes;
        }
    }

    private static List<Long> took(List<RollingRestart.Restarted> restarted) {
        return restarted.stream().map(RollingRestart.Restarted::tookMillis).toList();
    }

    private void report(String what, Outcomes outcomes) {
        System.out.printf(
                "%d/s, %s: %d requests, failed %d %s, met %s, p50 %d ms, p99 %d ms, slowest %d ms, sent late by %d ms at p99%n",
                PER_SECOND,
                what,
                outcomes.intents().size(),
                outcomes.failed().size(),
                outcomes.failures(),
                met(outcomes),
                outcomes.took(0.5).toMillis(),
                outcomes.took(0.99).toMillis(),
                outcomes.took(1).toMillis(),
                outcomes.lag(0.99).toMillis());
    }

    private static Map<String, Long> met(Outcomes outcomes) {
        return outcomes.intents().stream()
                .map(Intent::met)
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private OpenLoad load(int perSecond, int attempts) {
        int mine = ++loads;
        List<InetSocketAddress> routers = region.file().routers().stream()
                .map(router -> new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), router.url().getPort()))
                .toList();
        OpenLoad.Shape shape = new OpenLoad.Shape(perSecond, TENANTS, MIX, attempts);
        return OpenLoad.start(shape, routers, clock, (kind, tenant, number) -> request(mine, kind, tenant, number));
    }

    private byte[] request(int load, Kind kind, int tenant, int number) {
        String key = region.file().tenants().get(tenant - 1).key();
        return switch (kind) {
            case LAUNCH -> RouterConnection.launch(key, "rolling-%d-%d".formatted(load, number));
            case LIST -> RouterConnection.get(key, "/v1/instances?limit=5");
            case READ ->
                RouterConnection.get(key, number % 2 == 0 ? "/v1/shard" : "/v1/instances/" + described.get(tenant - 1));
        };
    }

    private void rest(Duration time) {
        clock.waitUntil(clock.nanos() + time.toNanos());
    }
}
