package io.firebreak.cell.launch;

import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.ProblemException;
import io.firebreak.cell.edge.Problems;
import io.firebreak.cell.idempotency.LaunchAnswer;
import io.firebreak.cell.quota.Quotas;
import io.firebreak.cell.quota.Usage;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/instances}. */
@RestController
class LaunchController {
    private static final Duration SOON = Duration.ofSeconds(1);
    /** Room under a quota comes from the tenant's own terminations, which take seconds. */
    private static final Duration QUOTA_PAUSE = Duration.ofSeconds(5);

    private final LaunchRules rules;
    private final Launcher launcher;
    private final Quotas quotas;
    private final LaunchMeters meters;
    private final JsonMapper json;

    LaunchController(LaunchRules rules, Launcher launcher, Quotas quotas, LaunchMeters meters, JsonMapper json) {
        this.rules = rules;
        this.launcher = launcher;
        this.quotas = quotas;
        this.meters = meters;
        this.json = json;
    }

    @Operation(
            operationId = "launchInstances",
            summary =
                    "Launches minCount to maxCount instances, or none; with a client token once however often it is sent")
    @ResponseStatus(HttpStatus.CREATED) // for the description; each answer says it too
    @Problems({
        ErrorCode.INVALID_PARAMETER,
        ErrorCode.UNKNOWN_INSTANCE_TYPE,
        ErrorCode.UNKNOWN_PLACEMENT_GROUP,
        ErrorCode.IDEMPOTENT_PARAMETER_MISMATCH,
        ErrorCode.QUOTA_EXCEEDED,
        ErrorCode.INSUFFICIENT_INSTANCE_CAPACITY,
        ErrorCode.FORBIDDEN
    })
    @PostMapping("/v1/instances")
    ResponseEntity<WrittenAnswer> launch(
            Tenant tenant,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody LaunchBody body) {
        LaunchRequest request = rules.check(body, idempotencyKey);
        LaunchOutcome outcome = launcher.launch(tenant, request);
        meters.count(outcome);
        return switch (outcome) {
            case LaunchOutcome.Launched launched ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header("Firebreak-Quota", quotas.header(tenant.id()))
                        .body(new WrittenAnswer(launched.written()));
            case LaunchOutcome.Replayed(LaunchAnswer answer) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header("Firebreak-Replayed", "true")
                        .body(new WrittenAnswer(json.writeValueAsString(answer)));
            case LaunchOutcome.Mismatch _ -> throw mismatch(request);
            case LaunchOutcome.NoRoom noRoom -> throw noRoom(request, noRoom);
            case LaunchOutcome.OverQuota(Usage left) -> throw overQuota(tenant, request, left);
            case LaunchOutcome.Contended _ ->
                throw Problem.of(ErrorCode.OVERLOADED, "other launches kept taking the room that was chosen")
                        .retryAfter(SOON)
                        .asException();
            case LaunchOutcome.NotHere _ ->
                throw Problem.of(ErrorCode.UNAVAILABLE, "this cell takes no launches of tenant " + tenant.id())
                        .retryAfter(SOON)
                        .asException();
        };
    }

    private static ProblemException mismatch(LaunchRequest request) {
        return Problem.of(
                        ErrorCode.IDEMPOTENT_PARAMETER_MISMATCH,
                        "client token '%s' was used with other parameters; use a new one for a new launch"
                                .formatted(request.clientToken()))
                .asException();
    }

    private ProblemException overQuota(Tenant tenant, LaunchRequest request, Usage left) {
        Usage quota = quotas.quota(tenant.id());
        return Problem.of(
                        ErrorCode.QUOTA_EXCEEDED,
                        "%d %s take %d instances and %d vCPUs; this cell has %d and %d left for you"
                                .formatted(
                                        request.minCount(),
                                        request.type().name(),
                                        request.minCount(),
                                        request.minCount() * request.type().vcpus(),
                                        left.instances(),
                                        left.vcpus()))
                .with(Map.of("quota", quota, "left", left))
                .retryAfter(QUOTA_PAUSE)
                .asException();
    }

    private static ProblemException noRoom(LaunchRequest request, LaunchOutcome.NoRoom noRoom) {
        Map<String, Object> hosts = new TreeMap<>();
        noRoom.reasons().forEach((reason, count) -> hosts.put(reason.name(), count));
        return Problem.of(
                        ErrorCode.INSUFFICIENT_INSTANCE_CAPACITY,
                        "there is room for %d of the %d %s asked for in this cell; hosts are counted by what they lack"
                                .formatted(
                                        noRoom.fitting(),
                                        request.minCount(),
                                        request.type().name()))
                .with(Map.of("hostsLacking", hosts))
                .asException();
    }
}
