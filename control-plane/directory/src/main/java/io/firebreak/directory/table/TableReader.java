package io.firebreak.directory.table;

import io.firebreak.directory.assignment.AssignmentPolicy;
import io.firebreak.directory.cells.CellRegistry;
import io.firebreak.directory.revision.Revision;
import io.firebreak.directory.tenants.Tenants;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the table from the record. */
@Component
class TableReader {
    private final Revision revision;
    private final CellRegistry cells;
    private final Tenants tenants;
    private final AssignmentPolicy policy;

    TableReader(Revision revision, CellRegistry cells, Tenants tenants, AssignmentPolicy policy) {
        this.revision = revision;
        this.cells = cells;
        this.tenants = tenants;
        this.policy = policy;
    }

    @Transactional(readOnly = true)
    public long version() {
        return revision.current();
    }

    /** Version, cells and tenants of one instant: repeatable read gives all statements the same snapshot. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public RoutingTable read() {
        return RoutingTable.of(revision.current(), policy.architecture(), cells.all(), tenants.active());
    }
}
