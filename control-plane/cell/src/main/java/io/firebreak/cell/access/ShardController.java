package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a tenant its cells. */
@RestController
class ShardController {
    record ShardView(String tenant, long epoch, List<String> cells) {}

    @GetMapping("/v1/shard")
    ShardView shard(Tenant tenant) {
        return new ShardView(
                tenant.id().value(),
                tenant.epoch(),
                tenant.shard().cells().stream().map(CellId::value).toList());
    }
}
