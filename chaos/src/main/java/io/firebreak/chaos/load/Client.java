package io.firebreak.chaos.load;

import io.firebreak.chaos.measure.AcknowledgedLaunch;
import io.firebreak.chaos.measure.Ending;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.measure.Ledger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns intents into requests and their answers into endings, and keeps the ledger of what was promised. */
final class Client {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String IMAGE = "ami-0f1re6reakc4a0500";
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;

    /** How an intent ended. {@code partial} is a list that named unreachable cells. */
    record Done(Ending ending, int attempts, boolean partial) {}

    private final Attempts attempts;
    private final Ledger ledger;

    Client(Attempts attempts, Ledger ledger) {
        this.attempts = attempts;
        this.ledger = ledger;
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
        holdings.add(launch.instances());
        return new Done(Ending.SUCCEEDED, tried.attempts(), false);
    }

    Done list(LoadTenant tenant) {
        Attempts.Tried tried = attempts.of(ApiRequest.get("/v1/instances?state=running&limit=20", tenant.key()));
        Done done = done(tried);
        boolean partial = done.ending() == Ending.SUCCEEDED
                && tried.last() instanceof Reply.Answer(int _, String body)
                && JSON.readTree(body).path("partial").asBoolean(false);
        return new Done(done.ending(), done.attempts(), partial);
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
