package io.firebreak.directory.tenants;

import io.firebreak.assigner.CellId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A row of {@code tenant} with the cells that must know it, at first those of its shard, in {@code shard_member}. What cells confirmed stands in the same
 * rows of {@code shard_member}, but is none of its business: see {@link Confirmations}.
 */
@Entity
@Table(name = "tenant")
@SuppressWarnings("UnusedVariable") // the columns are written here and read by statements over sets of rows
class TenantRow {
    @Id
    private String id;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 64)
    private String keyHash;

    /** Whether its keys are other ones than at its creation; changed by statements only. */
    @Column(insertable = false, updatable = false)
    private boolean keysChanged;

    private long epoch;
    private long revision;

    @Enumerated(EnumType.STRING)
    private TenantState state;

    @ElementCollection
    @CollectionTable(name = "shard_member", joinColumns = @JoinColumn(name = "tenant_id"))
    @Column(name = "cell_id")
    private Set<String> holders;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> cells;

    @SuppressWarnings("NullAway.Init")
    protected TenantRow() {}

    /** @param revision any: a pending tenant is in no table */
    TenantRow(CreatedTenant tenant, long revision) {
        this.id = tenant.id().value();
        this.keyHash = tenant.key().hash();
        this.epoch = tenant.epoch();
        this.revision = revision;
        this.state = TenantState.PENDING;
        this.cells = tenant.shard().cells().stream().map(CellId::value).toList();
        this.holders = Set.copyOf(cells);
    }

    /** Of a tenant that has changed its keys any may have been one. */
    boolean mayHaveKey(TenantKey key) {
        return keysChanged || keyHash.equals(key.hash());
    }
}
