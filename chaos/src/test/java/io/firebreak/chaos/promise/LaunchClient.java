package io.firebreak.chaos.promise;

import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.AcknowledgedLaunch;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Sends attempts to launch one instance, to a router or past it to a node, and enters every 201 in the ledger. */
final class LaunchClient {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int CREATED = 201;
    private static final int MOST_ATTEMPTS = 20;
    /** Longer than a breaker stays open, with the attempt itself. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final HttpClient http;
    private final Ledger ledger;
    private final InstantSource clock;
    private final NanoClock pauses = NanoClock.system();

    LaunchClient(HttpClient http, Ledger ledger, InstantSource clock) {
        this.http = http;
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Body(String instanceType, int minCount, int maxCount, String imageId, String clientToken) {}

    ClientLaunch.Attempt launch(URI server, RegionFile.Tenant tenant, String token, String instanceType) {
        JsonCalls calls = new JsonCalls(http, server, tenant.key(), PATIENCE);
        Body body = new Body(instanceType, 1, 1, "ami-0f1re6reakc4a0500", token);
        Instant sent = clock.instant();
        LaunchAnswer answer;
        try {
            answer = read(calls.post("/v1/instances", body));
        } catch (RegionUnreachableException e) {
            answer = new LaunchAnswer.Unanswered();
        }
        if (answer instanceof LaunchAnswer.Acknowledged(List<InstanceId> instances, boolean settled)) {
            ledger.acknowledged(
                    new AcknowledgedLaunch(new LaunchToken(tenant.id(), token), instanceType, instances, settled));
        }
        return new ClientLaunch.Attempt(sent, clock.instant(), answer);
    }

    /** Asks until there is a 201; on a busy machine an answer may be late a few times. */
    LaunchAnswer.Acknowledged insist(URI server, RegionFile.Tenant tenant, String token, String instanceType) {
        return insist(server, tenant, token, instanceType, _ -> true);
    }

    /** Asks until there is a settled 201: when an arbiter is late, another cell may answer for it. */
    LaunchAnswer.Acknowledged insistOnSettled(URI server, RegionFile.Tenant tenant, String token, String instanceType) {
        return insist(server, tenant, token, instanceType, LaunchAnswer.Acknowledged::settled);
    }

    private LaunchAnswer.Acknowledged insist(
            URI server,
            RegionFile.Tenant tenant,
            String token,
            String instanceType,
            Predicate<LaunchAnswer.Acknowledged> isEnough) {
        LaunchAnswer answer = new LaunchAnswer.Unanswered();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            answer = launch(server, tenant, token, instanceType).answer();
            if (answer instanceof LaunchAnswer.Acknowledged acknowledged && isEnough.test(acknowledged)) {
                return acknowledged;
            }
            pauses.waitUntil(pauses.nanos() + BETWEEN_ATTEMPTS.toNanos());
        }
        throw new AssertionError("%s answers %s/%s with %s".formatted(server, tenant.id(), token, answer));
    }

    private static LaunchAnswer read(JsonCalls.Answer answer) {
        if (answer.status() != CREATED) {
            return new LaunchAnswer.Refused(
                    answer.status(), answer.body().path("code").asString("none"));
        }
        List<InstanceId> instances = answer.body()
                .path("instances")
                .valueStream()
                .map((JsonNode instance) -> new InstanceId(instance.path("id").asString()))
                .toList();
        return new LaunchAnswer.Acknowledged(
                instances, answer.body().path("settled").asBoolean(false));
    }
}
