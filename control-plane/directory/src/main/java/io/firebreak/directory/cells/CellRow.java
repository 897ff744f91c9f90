package io.firebreak.directory.cells;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code cell}. */
@Entity
@Table(name = "cell")
class CellRow {
    @Id
    private String id;

    private int number;
    private String zone;
    private double weight;

    @Enumerated(EnumType.STRING)
    private CellState state;

    @Enumerated(EnumType.STRING)
    private @Nullable CellState returningAs;

    private long registration;
    private long revision;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> nodes;

    @SuppressWarnings("NullAway.Init")
    protected CellRow() {}

    /** The version of the table that shows this row as it is now. */
    CellRow shownIn(long version) {
        revision = version;
        return this;
    }

    /** A cell that was never seen before; it has no tenants, so any state may be its first. */
    CellRow(CellDraft draft, CellState state) {
        this.id = draft.id();
        this.number = draft.numberFromId();
        this.zone = draft.zone();
        this.weight = draft.weight();
        this.state = state;
        this.registration = 1;
        this.nodes = draft.nodes();
    }

    boolean isAsIn(CellDraft draft) {
        return zone.equals(draft.zone()) && weight == draft.weight() && nodes.equals(draft.nodes());
    }

    void registerAgain(CellDraft draft) {
        zone = draft.zone();
        weight = draft.weight();
        nodes = draft.nodes();
        registration++;
    }

    /** A cell that was out comes back empty: it stays out until {@link #completeReturn()}. */
    void change(CellState wanted) {
        if (state == CellState.OUT && wanted != CellState.OUT) {
            returningAs = wanted;
        } else {
            state = wanted;
            returningAs = null;
        }
    }

    /** The cell holds its tenants again. */
    void completeReturn() {
        if (returningAs != null) {
            state = returningAs;
            returningAs = null;
        }
    }

    RegisteredCell toCell() {
        return new RegisteredCell(
                new CellId(id),
                number,
                zone,
                weight,
                state,
                returningAs,
                registration,
                revision,
                nodes.stream().map(URI::create).toList());
    }
}
