package io.firebreak.directory.tenants;

import io.firebreak.assigner.TenantId;
import io.firebreak.directory.revision.Revision;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The limits of the region's tenants. They travel to the cells with the keys, under the same version. */
@Component
@Transactional
public class LimitRecords {
    private final JdbcClient database;
    private final Revision revision;

    LimitRecords(JdbcClient database, Revision revision) {
        this.database = database;
        this.revision = revision;
    }

    /**
     * The limits of a tenant.
     *
     * @param version of these, and of its keys
     */
    public record Versioned(TenantLimits limits, long version) {}

    /** A tenant's limits; nothing when there is none of that name. */
    @Transactional(readOnly = true)
    public Optional<Versioned> of(TenantId tenant) {
        return find(tenant);
    }

    /**
     * Changes a tenant's limits; nothing when there is none of that name.
     *
     * @param change from the limits as they are to those they shall be, without mistakes; what it throws undoes all
     */
    public Optional<Versioned> change(TenantId tenant, UnaryOperator<TenantLimits> change) {
        revision.lock();
        Optional<Versioned> found = find(tenant);
        if (found.isEmpty()) {
            return found;
        }
        TenantLimits before = found.get().limits();
        TenantLimits after = change.apply(before);
        database.sql("update tenant set limits = :limits::jsonb, keys_version = " + KeysVersion.NEXT
                        + " where id = :id")
                .param("limits", LimitsJson.write(after))
                .param("id", tenant.value())
                .update();
        if (before.ofEachKind().equals(after.ofEachKind())) {
            revision.announce();
        } else {
            database.sql("update tenant set revision = :revision where id = :id")
                    .param("revision", revision.next())
                    .param("id", tenant.value())
                    .update();
            revision.raise();
        }
        return find(tenant);
    }

    private Optional<Versioned> find(TenantId tenant) {
        return database.sql("select limits, keys_version from tenant where id = :id")
                .param("id", tenant.value())
                .query((row, number) ->
                        new Versioned(LimitsJson.read(row.getString("limits")), row.getLong("keys_version")))
                .optional();
    }
}
