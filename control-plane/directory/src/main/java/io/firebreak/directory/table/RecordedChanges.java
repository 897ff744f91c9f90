package io.firebreak.directory.table;

import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.revision.TableRevision;
import io.firebreak.directory.tenants.TenantRecord;
import java.util.List;

/**
 * What the record says happened after a version.
 *
 * @param goesOn false when the history does not hold the revision asked for
 * @param from the version before all of this
 * @param revisions the versions after that, oldest first
 * @param cells all there are
 * @param tenants those changed after {@code from}, newest first
 * @param most how many tenants were asked for at most
 */
record RecordedChanges(
        boolean goesOn,
        long from,
        List<TableRevision> revisions,
        List<RegisteredCell> cells,
        List<TenantRecord> tenants,
        int most) {

    /** The version after which nothing is missing: when there were too many tenants, the oldest of them may not be all. */
    long completeAfter() {
        return tenants.size() < most ? from : tenants.getLast().revision();
    }
}
