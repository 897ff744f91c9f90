package io.firebreak.directory.push;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.firebreak.directory.tenants.Confirmations;
import io.firebreak.directory.tenants.Credential;
import io.firebreak.identity.tomcat.CallerRole;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /internal/v1/tenants/newer}: a cell that comes back asks what is newer than what it has. It is only told of
 * tenants it is to know; where processes have certificates, nothing is known for a cell other than the one in the caller's. A
 * question is as long as a body may be, so an answer has a bound too.
 */
@RestController
class NewerTenantsEndpoint {
    private final Confirmations confirmations;

    NewerTenantsEndpoint(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    /** @param cell that asks */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Question(@Nullable String cell, @Nullable List<Known> tenants) {}

    /** What the cell has of a tenant. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Known(@Nullable String id, long epoch, long keysVersion) {
        boolean isOlderThan(Credential credential) {
            return epoch < credential.epoch() || keysVersion < credential.keysVersion();
        }
    }

    /** @param unknown tenants that the record does not have, or not for this cell */
    record Answer(List<CellPush.Tenant> tenants, List<String> unknown) {}

    @PostMapping("/internal/v1/tenants/newer")
    Answer newer(@RequestBody Question question, HttpServletRequest request) {
        Map<String, Known> asked = new HashMap<>();
        for (Known known : question.tenants() == null ? List.<Known>of() : question.tenants()) {
            asked.put(String.valueOf(known.id()), known);
        }
        String cell = String.valueOf(question.cell());
        List<Credential> held =
                CallerRole.isNamed(request, cell) ? confirmations.held(cell, asked.keySet()) : List.of();
        List<CellPush.Tenant> newer = new ArrayList<>();
        for (Credential credential : held) {
            Known known = asked.remove(credential.id().value());
            if (known != null && known.isOlderThan(credential)) {
                newer.add(CellPush.Tenant.of(credential));
            }
        }
        return new Answer(newer, List.copyOf(asked.keySet()));
    }
}
