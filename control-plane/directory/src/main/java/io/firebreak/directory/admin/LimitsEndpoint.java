package io.firebreak.directory.admin;

import io.firebreak.assigner.TenantId;
import io.firebreak.directory.access.Requires;
import io.firebreak.directory.access.Role;
import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.JsonMistake;
import io.firebreak.directory.problem.Refusal;
import io.firebreak.directory.tenants.LimitRecords;
import io.firebreak.directory.tenants.Spreading;
import io.firebreak.directory.tenants.TenantLimits;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** {@code /admin/v1/tenants/{id}/limits}: what a tenant may do and have in place of the cells' defaults. */
@RestController
@RequestMapping("/admin/v1/tenants/{id}/limits")
class LimitsEndpoint {
    private final LimitRecords limits;
    private final Spreading spreading;
    private final JsonMapper json;

    LimitsEndpoint(LimitRecords limits, Spreading spreading, JsonMapper json) {
        this.limits = limits;
        this.spreading = spreading;
        this.json = json;
    }

    @GetMapping
    SpreadAnswer now(@PathVariable String id) {
        TenantId tenant = TenantIds.parse(id);
        LimitRecords.Versioned found = limits.of(tenant).orElseThrow(() -> TenantIds.unknown(tenant));
        var spread = spreading.of(tenant, found.version());
        return new SpreadAnswer(
                tenant.value(),
                found.limits(),
                SpreadAnswer.names(spread.confirmed()),
                SpreadAnswer.names(spread.unconfirmed()));
    }

    /** These limits and no others. */
    @Requires(Role.OPERATOR)
    @PutMapping
    ResponseEntity<SpreadAnswer> replace(@PathVariable String id, @RequestBody JsonNode body)
            throws InterruptedException {
        return change(id, _ -> limits(body));
    }

    /** A JSON merge patch: null takes one back to the cells' default. */
    @Requires(Role.OPERATOR)
    @PatchMapping
    ResponseEntity<SpreadAnswer> merge(@PathVariable String id, @RequestBody JsonNode patch)
            throws InterruptedException {
        return change(id, before -> limits(MergePatch.apply(json.valueToTree(before), patch)));
    }

    private ResponseEntity<SpreadAnswer> change(String id, UnaryOperator<TenantLimits> change)
            throws InterruptedException {
        TenantId tenant = TenantIds.parse(id);
        LimitRecords.Versioned now = limits.change(tenant, change).orElseThrow(() -> TenantIds.unknown(tenant));
        return SpreadAnswer.of(
                tenant, now.limits(), spreading.await(tenant, now.version(), KeysEndpoint.CONFIRMED_WITHIN));
    }

    private TenantLimits limits(JsonNode body) {
        if (!body.isObject()) {
            throw invalid("the body must be an object with rates, quota or both");
        }
        try {
            TenantLimits wanted = json.treeToValue(body, TenantLimits.class);
            List<String> mistakes = wanted.mistakes();
            if (!mistakes.isEmpty()) {
                throw invalid(String.join("; ", mistakes));
            }
            return wanted;
        } catch (UnrecognizedPropertyException unknown) {
            throw invalid("unknown field '%s'; accepted here are %s"
                    .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
        } catch (JacksonException malformed) {
            throw invalid(JsonMistake.withoutTypes(malformed.getOriginalMessage()));
        }
    }

    private static Refusal invalid(String detail) {
        return new Refusal(ErrorCode.INVALID_FIELD, detail);
    }
}
