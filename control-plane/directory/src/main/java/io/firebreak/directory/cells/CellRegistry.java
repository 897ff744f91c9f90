package io.firebreak.directory.cells;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.directory.revision.Revision;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cells of the region. Nothing is ever removed: a cell that is gone is out. */
@Component
@Transactional
public class CellRegistry {
    private final CellRows rows;
    private final Revision revision;

    CellRegistry(CellRows rows, Revision revision) {
        this.rows = rows;
        this.revision = revision;
    }

    /**
     * Registers a cell, or registers it again; each time it gets all its tenants anew, also when nothing else changed, so
     * that registering again is how an operator restores a cell that lost its data.
     *
     * @param draft without mistakes
     * @param wanted its state; null leaves it as it is, and a new cell becomes active
     */
    public RegisteredCell register(CellDraft draft, @Nullable CellState wanted) {
        revision.lock();
        Optional<CellRow> known = rows.findById(draft.id());
        known.ifPresent(row -> row.registerAgain(draft));
        CellRow row = known.orElseGet(() -> new CellRow(draft, wanted == null ? CellState.ACTIVE : wanted));
        if (wanted != null) {
            row.change(wanted);
        }
        rows.save(row.shownIn(revision.next()));
        revision.raise();
        return row.toCell();
    }

    /** Registers a cell unless it stands there already just so. */
    public void ensure(CellDraft draft) {
        revision.lock();
        if (!isAsIn(draft)) {
            register(draft, null);
        }
    }

    /** Whether a cell stands there just so, whatever its state. */
    @Transactional(readOnly = true)
    public boolean isAsIn(CellDraft draft) {
        return rows.findById(draft.id()).filter(row -> row.isAsIn(draft)).isPresent();
    }

    /** Gives returning cells the state they were to return to. The caller has locked the record and raises the version. */
    public void completeReturn(Collection<CellId> cells) {
        if (!cells.isEmpty()) {
            long next = revision.next();
            rows.findAllById(cells.stream().map(CellId::value).toList())
                    .forEach(row -> row.shownIn(next).completeReturn());
        }
    }

    /** All cells in the order of their ids. */
    @Transactional(readOnly = true)
    public List<RegisteredCell> all() {
        return rows.findAll().stream()
                .map(CellRow::toCell)
                .sorted(Comparator.comparing(RegisteredCell::id))
                .toList();
    }
}
