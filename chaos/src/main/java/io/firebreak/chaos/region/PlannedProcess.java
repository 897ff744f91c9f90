package io.firebreak.chaos.region;

import io.firebreak.assigner.CellId;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process the region is to have.
 *
 * @param needs what must be ready before it is started
 */
record PlannedProcess(
        ProcessName name,
        ProcessKind kind,
        @Nullable CellId cell,
        @Nullable URI url,
        @Nullable URI managementUrl,
        List<ProcessName> needs,
        Program program) {

    PlannedProcess {
        needs = List.copyOf(needs);
    }
}
