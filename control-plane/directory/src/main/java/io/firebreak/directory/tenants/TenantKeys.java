package io.firebreak.directory.tenants;

import io.firebreak.assigner.TenantId;
import io.firebreak.directory.revision.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys of the region's tenants. Every change raises the tenant's {@code keys_version}, which brings it to all cells that
 * hold the tenant; a revocation that changes nothing does so too, so that repeating one is how an operator makes sure.
 */
@Component
@Transactional
public class TenantKeys {
    private static final String SELECT = """
            select id, key_hash, key_created_at, second_key_hash, second_key_created_at, revoked, keys_version
            from tenant where id = :id""";

    private final JdbcClient database;
    private final Revision revision;
    private final SecretSource secrets;
    private final InstantSource clock;

    TenantKeys(JdbcClient database, Revision revision, SecretSource secrets, InstantSource clock) {
        this.database = database;
        this.revision = revision;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The keys of a tenant; nothing when there is none of that name. */
    @Transactional(readOnly = true)
    public Optional<KeyRing> of(TenantId tenant) {
        return find(tenant);
    }

    /** Makes one more key. Those there are stay valid. */
    public KeyChange add(TenantId tenant) {
        revision.lock();
        Optional<KeyRing> found = find(tenant);
        if (found.isEmpty()) {
            return new KeyChange.NoSuchTenant();
        }
        if (found.get().keys().size() == KeyRing.MOST_KEYS) {
            return new KeyChange.Full();
        }
        TenantKey key = TenantKey.of(tenant, secrets.next());
        KeyEntry entry = new KeyEntry(key.hash(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        List<KeyEntry> keys = new ArrayList<>(found.get().keys());
        keys.add(entry);
        return new KeyChange.Added(key, entry, store(tenant, keys));
    }

    /** Revokes one key. */
    public KeyChange revoke(TenantId tenant, String keyId) {
        revision.lock();
        Optional<KeyRing> found = find(tenant);
        if (found.isEmpty()) {
            return new KeyChange.NoSuchTenant();
        }
        List<KeyEntry> left = found.get().keys().stream()
                .filter(key -> !key.id().equals(keyId))
                .toList();
        return left.size() == found.get().keys().size()
                ? new KeyChange.NoSuchKey()
                : new KeyChange.Revoked(store(tenant, left));
    }

    /** Revokes all keys. */
    public KeyChange revokeAll(TenantId tenant) {
        revision.lock();
        return find(tenant).isEmpty() ? new KeyChange.NoSuchTenant() : new KeyChange.Revoked(store(tenant, List.of()));
    }

    private Optional<KeyRing> find(TenantId tenant) {
        return database.sql(SELECT)
                .param("id", tenant.value())
                .query(TenantKeys::ring)
                .optional();
    }

    private KeyRing store(TenantId tenant, List<KeyEntry> keys) {
        KeyEntry first = keys.isEmpty() ? null : keys.getFirst();
        KeyEntry second = keys.size() < KeyRing.MOST_KEYS ? null : keys.get(1);
        database.sql("""
                        update tenant set
                            key_hash = coalesce(:first, key_hash),
                            key_created_at = :firstAt,
                            second_key_hash = :second,
                            second_key_created_at = :secondAt,
                            revoked = :revoked,
                            keys_changed = true,
                            keys_version = %s
                        where id = :id
                        """.formatted(KeysVersion.NEXT))
                .param("id", tenant.value())
                .param("first", first == null ? null : first.hash())
                .param("firstAt", createdAt(first))
                .param("second", second == null ? null : second.hash())
                .param("secondAt", createdAt(second))
                .param("revoked", keys.isEmpty())
                .update();
        revision.announce();
        return find(tenant).orElseThrow();
    }

    private static @Nullable Timestamp createdAt(@Nullable KeyEntry key) {
        return key == null || key.createdAt() == null ? null : Timestamp.from(key.createdAt());
    }

    private static KeyRing ring(ResultSet row, int number) throws SQLException {
        List<KeyEntry> keys = new ArrayList<>();
        if (!row.getBoolean("revoked")) {
            keys.add(new KeyEntry(row.getString("key_hash"), instant(row.getTimestamp("key_created_at"))));
            String second = row.getString("second_key_hash");
            if (second != null) {
                keys.add(new KeyEntry(second, instant(row.getTimestamp("second_key_created_at"))));
            }
        }
        return new KeyRing(new TenantId(row.getString("id")), keys, row.getLong("keys_version"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
