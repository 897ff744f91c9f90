package io.firebreak.cell.launch;

import io.firebreak.cell.access.Caller;
import io.firebreak.cell.catalogue.InstanceType;
import io.firebreak.cell.catalogue.InstanceTypes;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/instance-types}: what can be launched. */
@RestController
class InstanceTypesController {
    private final InstanceTypes types;

    InstanceTypesController(InstanceTypes types) {
        this.types = types;
    }

    record Catalogue(List<InstanceType> instanceTypes) {}

    @Operation(operationId = "listInstanceTypes", summary = "Lists what can be launched")
    @GetMapping("/v1/instance-types")
    @SuppressWarnings("unused") // the caller has to be known, not who it is
    Catalogue all(Caller caller) {
        return new Catalogue(types.all());
    }
}
