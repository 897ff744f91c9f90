package io.firebreak.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys of {@code compare --json}, which tools rely on. */
class ResultJsonTest {
    private static CompareResult result(@Nullable Interval interval, @Nullable Double recoverySeconds) {
        return new CompareResult(
                "A test",
                1,
                100,
                new Slo(0.9, 1_000),
                new Capacity(8, 400),
                List.of(architecture(interval, recoverySeconds)),
                new Generator(3.5, 0),
                Verdict.AGREES,
                "why",
                List.of(1L),
                "./firebreak compare",
                "2026-01-01T00:00:00Z",
                0.02,
                List.of(new FailedDay("regional", 2, "why")));
    }

    private static ArchitectureResult architecture(@Nullable Interval interval, @Nullable Double recoverySeconds) {
        return new ArchitectureResult(
                "shuffle",
                8,
                2,
                4_000,
                4_100,
                0,
                new BlastRadius(0.03, 0.02, interval, 0.01, 0, 0.03, 0.01, 0.02),
                new Predicted(0.03, 0.03),
                new Agreement(0, 1, 0, interval),
                new Owned(0.4, 0.45, interval),
                12,
                0.97,
                0.05,
                new LatencyMillis(5, 50, 500),
                1.2,
                recoverySeconds,
                60,
                0,
                0,
                0,
                0,
                0,
                "t-001",
                Verdict.AGREES,
                "why",
                List.of(),
                List.of(),
                List.of(),
                1.5,
                List.of(new PhaseMeasure("fault window", 10, 0.9, new LatencyMillis(1, 2, 3))),
                new Staleness(10, 1, 0.5),
                new WorstPair(List.of("cell-1", "cell-2"), 4, 0.04));
    }

    private static JsonNode json(CompareResult result) {
        return new JsonMapper().readTree(ResultJson.write(result));
    }

    @Test
    void hasTheKeysOfTheContractInTheirOrder() {
        assertThat(json(result(null, null)).propertyNames())
                .startsWith(
                        "gameday",
                        "seeds",
                        "tenants",
                        "slo",
                        "capacity",
                        "architectures",
                        "generator",
                        "verdict",
                        "why");
        assertThat(json(result(null, null)).path("architectures").path(0).propertyNames())
                .startsWith(
                        "architecture",
                        "cells",
                        "shardSize",
                        "intents",
                        "attempts",
                        "noDataTenants",
                        "blastRadius",
                        "predicted",
                        "agreement",
                        "owned",
                        "partialLists",
                        "availability",
                        "worstTenantAvailability",
                        "latencyMillis",
                        "detectSeconds",
                        "recoverySeconds",
                        "tenantSecondsLost",
                        "capacityRefusals",
                        "unsettledTokens",
                        "lostInstances",
                        "duplicateInstances",
                        "overcommittedHosts");
        assertThat(json(result(null, null)).path("generator").propertyNames())
                .containsExactly("scheduleLagP99Millis", "dropped");
    }

    @Test
    void writesVerdictsInLowerCaseAndWhatNeverHappenedAsNull() {
        JsonNode json = json(result(null, null));
        assertThat(json.path("verdict").asString()).isEqualTo("agrees");
        JsonNode architecture = json.path("architectures").path(0);
        assertThat(architecture.get("recoverySeconds").isNull()).isTrue();
        assertThat(architecture.path("blastRadius").get("interval").isNull()).isTrue();
    }

    @Test
    void writesAnIntervalAsAPair() {
        JsonNode interval = json(result(new Interval(0.01, 0.05), 2.5))
                .path("architectures")
                .path(0)
                .path("blastRadius")
                .path("interval");
        assertThat(interval.valueStream().map(JsonNode::asDouble)).containsExactly(0.01, 0.05);
    }

    @Test
    void readsWhatItWrote() {
        CompareResult result = result(new Interval(0.01, 0.05), 2.5);
        assertThat(ResultJson.read(ResultJson.write(result))).isEqualTo(result);
    }
}
