package io.firebreak.directory.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.directory.tenants.Spread;
import io.firebreak.directory.tenants.TenantLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * How far a change has come.
 *
 * @param limits only where they were asked for
 * @param confirmed cells that hold it
 * @param unconfirmed cells that have not said so; they are told until they do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SpreadAnswer(String tenant, @Nullable TenantLimits limits, List<String> confirmed, List<String> unconfirmed) {
    /** 200 when all cells hold it, else 202. */
    static ResponseEntity<SpreadAnswer> of(TenantId tenant, @Nullable TenantLimits limits, Spread spread) {
        return ResponseEntity.status(spread.isEverywhere() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(new SpreadAnswer(tenant.value(), limits, names(spread.confirmed()), names(spread.unconfirmed())));
    }

    static List<String> names(List<CellId> cells) {
        return cells.stream().map(CellId::value).toList();
    }
}
