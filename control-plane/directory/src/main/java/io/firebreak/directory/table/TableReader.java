package io.firebreak.directory.table;

import io.firebreak.directory.assignment.AssignmentPolicy;
import io.firebreak.directory.cells.CellRegistry;
import io.firebreak.directory.revision.Revision;
import io.firebreak.directory.revision.TableRevision;
import io.firebreak.directory.tenants.Tenants;
import java.util.Optional;
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
    public TableRevision newest() {
        return revision.newest();
    }

    /** Version, cells and tenants of one instant: repeatable read gives all statements the same snapshot. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public RoutingTable read() {
        return RoutingTable.of(revision.newest(), policy.architecture(), cells.all(), tenants.active());
    }

    /**
     * What happened since a revision, all of one instant; what happened lately when that revision is none of this record's
     * history, which then has begun anew for whoever knew it.
     *
     * @param most tenants; of more the newest
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public RecordedChanges changes(Optional<TableRevision> since, int most) {
        TableRevision newest = revision.newest();
        boolean goesOn = since.filter(revision::has).isPresent();
        long from = goesOn ? since.orElseThrow().version() : Math.max(0, newest.version() - Revision.KEPT);
        return new RecordedChanges(
                goesOn, from, revision.after(from), cells.all(), tenants.changedAfter(from, most), most);
    }
}
