package io.firebreak.cell.holding;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /internal/v1/tenants/{id}/holdings}, from the record and not from memory. */
@RestController
class HoldingsController {
    private final JdbcClient database;

    HoldingsController(JdbcClient database) {
        this.database = database;
    }

    /**
     * What a cell holds of a tenant.
     *
     * @param instances that are not terminated
     * @param unsettledTokens whose sets may yet have to go
     */
    record Holdings(String tenant, long instances, long unsettledTokens) {}

    @GetMapping("/internal/v1/tenants/{id}/holdings")
    Holdings holdings(@PathVariable String id) {
        if (!TenantId.isValid(id)) {
            throw Problem.of(ErrorCode.INVALID_PARAMETER, "tenant '%s' must match [a-z0-9-]{1,40}".formatted(id))
                    .asException();
        }
        return new Holdings(
                id,
                count("select count(*) from instance where tenant = ? and state <> 'terminated'", id),
                count("select count(*) from client_token where tenant = ? and state = 'UNSETTLED'", id));
    }

    private long count(String sql, String tenant) {
        return database.sql(sql).param(tenant).query(Long.class).single();
    }
}
