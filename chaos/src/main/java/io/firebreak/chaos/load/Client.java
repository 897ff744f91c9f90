package io.firebreak.chaos.load;

import io.firebreak.chaos.measure.AcknowledgedLaunch;
import io.firebreak.chaos.measure.Ending;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.measure.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns intents into requests and their answers into endings, and keeps the ledger of what was promised. */
final class Client {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String IMAGE = "ami-0f1re6reakc4a0500";
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;

    /** Whatever is neither gone nor going. */
    private static final String LIST =
            "/v1/instances?state=pending&state=running&state=stopping&state=stopped" + "&state=impaired&limit=20";

    /**
     * How an intent ended.
     *
     * @param partial a list that named unreachable cells
     * @param staleNanos as in {@link io.firebreak.chaos.measure.IntentOutcome}
     */
    record Done(Ending ending, int attempts, boolean partial, long staleNanos) {
        Done(Ending ending, int attempts, boolean partial) {
            this(ending, attempts, partial, IntentOutcome.NOT_TOLD);
        }
    }

    private final Attempts attempts;
    private final Ledger ledger;
    private final NanoClock clock;

    Client(Attempts attempts, Ledger ledger, NanoClock clock) {
        this.attempts = attempts;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A tenant that loses a host wants its instance back: what is gone after that is the region's loss. */
    Done launch(LoadTenant tenant, String token, String instanceType, Holdings holdings) {
        String body =
                "{\"instanceType\":\"%s\",\"minCount\":1,\"maxCount\":1,\"imageId\":\"%s\",\"recovery\":\"restart\"}"
                        .formatted(instanceType, IMAGE);
        Attempts.Tried tried = attempts.of(new ApiRequest("POST", "/v1/instances", tenant.key(), token, body));
        if (!(tried.last() instanceof Reply.Answer(int status, String answer)) || status != CREATED) {
            return done(tried);
        }
        AcknowledgedLaunch launch = acknowledged(new LaunchToken(tenant.id(), token), instanceType, answer);
        ledger.acknowledged(launch);
        if (launch.settled()) {
            holdings.addSettled(launch.instances(), clock.nanos());
        } else {
            holdings.add(launch.instances());
        }
        return new Done(Ending.SUCCEEDED, tried.attempts(), false);
    }

    Done list(LoadTenant tenant, Holdings holdings) {
        Map<InstanceId, Long> toBeShown = holdings.toBeShown();
        long asked = clock.nanos();
        Attempts.Tried tried = attempts.of(ApiRequest.get(LIST, tenant.key()));
        Done done = done(tried);
        if (done.ending() != Ending.SUCCEEDED || !(tried.last() instanceof Reply.Answer(int _, String body))) {
            return done;
        }
        JsonNode list = JSON.readTree(body);
        boolean partial = list.path("partial").asBoolean(false);
        JsonNode next = list.path("nextCursor");
        boolean whole = next.isMissingNode() || next.isNull();
        if (partial || !whole) {
            return new Done(done.ending(), done.attempts(), partial);
        }
        Set<InstanceId> shown = list.path("instances")
                .valueStream()
                .map(instance -> new InstanceId(instance.path("id").asString()))
                .collect(Collectors.toSet());
        long oldest = holdings.missing(toBeShown, shown).stream()
                .mapToLong(told -> asked - told)
                .max()
                .orElse(0);
        return new Done(done.ending(), done.attempts(), false, oldest);
    }

    Done describe(LoadTenant tenant, InstanceId instance) {
        return done(attempts.of(ApiRequest.get("/v1/instances/" + instance, tenant.key())));
    }

    /** Not found counts as terminated: an earlier attempt may have done it, or the set lost to another of its token. */
    Done terminate(LoadTenant tenant, InstanceId instance, Holdings holdings) {
        ledger.terminateAsked(instance);
        Attempts.Tried tried = attempts.of(ApiRequest.delete("/v1/instances/" + instance, tenant.key()));
        if (tried.last() instanceof Reply.Answer(int status, String _) && status == NOT_FOUND) {
            return new Done(Ending.SUCCEEDED, tried.attempts(), false);
        }
        Done done = done(tried);
        if (done.ending() != Ending.SUCCEEDED) {
            holdings.add(List.of(instance));
        }
        return done;
    }

    private static Done done(Attempts.Tried tried) {
        Ending ending = switch (tried.last()) {
            case Reply.Answer answer when answer.isSuccess() -> Ending.SUCCEEDED;
            case Reply.Answer answer when answer.isOutOfCapacity() -> Ending.OUT_OF_CAPACITY;
            case Reply.Answer _ -> Ending.REFUSED;
            case Reply.TimedOut _ -> Ending.TIMED_OUT;
            case Reply.Broken _ -> Ending.UNANSWERED;
        };
        return new Done(ending, tried.attempts(), false);
    }

    private static AcknowledgedLaunch acknowledged(LaunchToken token, String instanceType, String body) {
        JsonNode answer = JSON.readTree(body);
        List<InstanceId> instances = new ArrayList<>();
        for (JsonNode instance : answer.path("instances")) {
            instances.add(new InstanceId(instance.path("id").asString()));
        }
        boolean settled = answer.path("settled").asBoolean(true);
        return new AcknowledgedLaunch(token, instanceType, instances, settled);
    }
}
