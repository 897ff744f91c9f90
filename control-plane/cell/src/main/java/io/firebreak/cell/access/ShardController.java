package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problems;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a tenant its cells. */
@RestController
class ShardController {
    record ShardView(String tenant, long epoch, List<String> cells) {}

    @Operation(operationId = "describeShard", summary = "Names the cells you are on")
    @Problems({ErrorCode.FORBIDDEN})
    @GetMapping("/v1/shard")
    ShardView shard(Tenant tenant) {
        return new ShardView(
                tenant.id().value(),
                tenant.epoch(),
                tenant.shard().cells().stream().map(CellId::value).toList());
    }
}
