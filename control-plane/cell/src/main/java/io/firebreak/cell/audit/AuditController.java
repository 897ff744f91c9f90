package io.firebreak.cell.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firebreak.cell.access.Tenant;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.PageCursor;
import io.firebreak.cell.edge.Problems;
import io.firebreak.cell.settings.CellSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/audit}: a tenant reads what was done, and refused, in its name. */
@RestController
class AuditController {
    private final AuditStore store;
    private final String cell;

    AuditController(AuditStore store, CellSettings settings) {
        this.store = store;
        this.cell = settings.id().value();
    }

    /** A page, in the shape the router merges; a cell alone is never partial. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AuditPage(
            List<AuditView> entries, @Nullable String nextCursor, boolean partial, List<String> unreachableCells) {}

    /** An entry as its tenant sees it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AuditView(
            String id,
            Instant at,
            String cell,
            String key,
            String action,
            List<String> resources,
            String requestId,
            @Nullable String traceId,
            String client,
            int status,
            @Nullable String code) {
        static AuditView of(AuditEntry entry, String cell) {
            return new AuditView(
                    entry.id(),
                    entry.at(),
                    cell,
                    entry.key(),
                    entry.action().wire(),
                    entry.resources(),
                    entry.requestId(),
                    entry.traceId(),
                    entry.client(),
                    entry.status(),
                    entry.code());
        }
    }

    @Operation(
            operationId = "listAudit",
            summary = "Lists what was done and what was refused with your keys, oldest first")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "the first time wanted",
            example = "2026-01-15T00:00:00Z")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "the first time not wanted",
            example = "2026-01-16T00:00:00Z")
    @Parameter(
            name = "action",
            in = ParameterIn.QUERY,
            description = "the id of an operation that changes something",
            example = "launchInstances")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "entries of a page, 1 to 1,000; 100 by default",
            example = "100")
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "nextCursor of the page before",
            example = "MTc2ODQ3MTIwMDEyMzQ1NjphLTAwMDNhNDFiMjJjOTBkMWU1")
    @Problems({ErrorCode.INVALID_PARAMETER, ErrorCode.FORBIDDEN})
    @GetMapping("/v1/audit")
    AuditPage list(Tenant tenant, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        AuditQuery query = AuditQuery.of(parameters);
        List<AuditEntry> found = store.find(tenant.id(), query, query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<AuditEntry> page = more ? found.subList(0, query.limit()) : found;
        return new AuditPage(
                page.stream().map(entry -> AuditView.of(entry, cell)).toList(),
                more ? new PageCursor(page.getLast().at(), page.getLast().id()).text() : null,
                false,
                List.of());
    }
}
